import Curl

extension DaprError {
    /// No answer came.
    init(_ error: CurlError) {
        let kind: Kind =
            switch error.code {
            case .deadlineExceeded: .timedOut
            case .invalidURL, .invalidRequest: .invalid
            case .cancelled, .closed: .cancelled
            default: .unavailable
            }
        self.init(kind, "\(error.code): \(error.message)", mayHaveHappened: error.mayHaveBeenSent)
    }

    /// Whether nobody answered at the sidecar's address, as far as can be told.
    var isSidecarAway: Bool {
        status == nil && (kind == .unavailable || kind == .timedOut && !mayHaveHappened)
    }
}
