import Redis
import Reminders

extension StoreError {
    init(_ error: RedisError) {
        let isFull = error.message.contains("OOM command not allowed")
        self.init(isFull ? .full : .unavailable, "Redis: \(error.message)", mayHaveHappened: error.mayHaveRun)
    }
}
