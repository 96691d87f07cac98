/// A source of random bits, so that tests can give their own.
public struct RandomBits: Sendable {
    private let next: @Sendable () -> UInt64

    public init(_ next: @escaping @Sendable () -> UInt64) {
        self.next = next
    }

    /// The generator of the operating system.
    public static let system = RandomBits { UInt64.random(in: .min ... .max) }

    public func callAsFunction() -> UInt64 { next() }

    /// Evenly from 0 to 1, without 1.
    public func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
