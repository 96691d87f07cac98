/// A resource that the sidecar cannot work with. The sidecar does not start then, and says which one it was.
public struct ResourceError: Error, Sendable, Equatable, CustomStringConvertible {
    public let code = "invalid_resource"
    public let message: String

    /// Never: the files have to be changed.
    public var isRetriable: Bool { false }

    init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}
