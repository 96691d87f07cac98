/// A schedule that cannot be read. Never retriable: the text is wrong.
struct CronError: Error, Equatable {
    let code = "invalid_schedule"
    let message: String
    var isRetriable: Bool { false }

    init(_ message: String) {
        self.message = message
    }
}
