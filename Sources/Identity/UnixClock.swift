import Glibc

/// The time by which tokens are judged, in whole seconds since 1970.
public struct UnixClock: Sendable {
    private let read: @Sendable () -> Int64

    public init(_ read: @escaping @Sendable () -> Int64) {
        self.read = read
    }

    public static let system = UnixClock { Int64(time(nil)) }

    public var now: Int64 { read() }
}
