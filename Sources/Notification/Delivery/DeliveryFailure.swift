/// Why an event has to come again.
struct DeliveryFailure: Error, Sendable, Hashable, CustomStringConvertible {
    enum Code: String, Sendable {
        /// The state store is away: it is not known what has been done already, so nothing is.
        case stateUnavailable
        /// The engine does not take what has to wait.
        case engineUnavailable
        /// A channel failed, or what it did could not be written down.
        case channelFailed
    }

    var code: Code
    var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var isRetriable: Bool { true }
    var description: String { "\(code.rawValue): \(message)" }
}
