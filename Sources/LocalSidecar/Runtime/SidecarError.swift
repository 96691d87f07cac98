/// Why a sidecar did not start or ended.
public struct SidecarError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Code: Sendable, Hashable {
        private enum Value { case resource, component, listen, journal }
        private let value: Value

        /// A resource file is wrong.
        public static let resource = Code(value: .resource)
        /// A component cannot be used: unknown type, or its Redis does not answer.
        public static let component = Code(value: .component)
        /// A port cannot be opened.
        public static let listen = Code(value: .listen)
        /// The journal's file cannot be written.
        public static let journal = Code(value: .journal)
    }

    public let code: Code
    public let message: String

    /// A component whose server comes up later, or a port that becomes free.
    public var isRetriable: Bool { code == .component || code == .listen }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
