import Threads

/// Commands of one caller on their way: encoded, with whoever waits for the replies.
struct RedisRequest: Sendable {
    typealias Outcome = Result<[RedisValue], RedisError>

    let bytes: [UInt8]
    let commandCount: Int
    let deadline: MonotonicTime
    let continuation: CheckedContinuation<Outcome, Never>

    func fail(_ code: RedisError.Code, _ message: String, mayHaveRun: Bool = false) {
        continuation.resume(returning: .failure(RedisError(code, message, mayHaveRun: mayHaveRun)))
    }
}
