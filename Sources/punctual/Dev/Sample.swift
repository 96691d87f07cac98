import Curl
import JSON
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Schedules one reminder a few seconds ahead over HTTP, as a caller would, and waits until it has arrived.
final class Sample: Service {
    private let stack: DevStack
    private let outcome = Mutex<String?>("the sample was not tried")

    init(stack: DevStack) {
        self.stack = stack
    }

    /// Why the sample did not arrive; nil when it did.
    var failure: String? { outcome.withLock { $0 } }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            let failure = await attempt()
            outcome.withLock { $0 = failure }
            if let failure, !Task.isCancelled { Terminal.complain(failure) }
        }
    }

    private func attempt() async -> String? {
        let http = CurlClient(logger: Logger(label: "sample"))
        let base = "http://127.0.0.1:\(stack.ports.port)"
        guard await isReady(base, http) else { return "the engine was not ready within 20 seconds" }
        let id = "sample-\(UInt32.random(in: 0...UInt32.max))"
        let arrival = stack.listener.arrival(of: "\(id):1")
        let body = JSONWriter.encode(["id": id, "user_id": "you", "title": "Your first reminder", "delay": "4s"])
        do {
            let answer = try await http.send(
                CurlRequest(.post, base + "/v1/reminders", headers: [("Content-Type", "application/json")], body: body)
            )
            guard answer.status == 201 else { return "the sample was refused: \(String(decoding: answer.body, as: UTF8.self))" }
        } catch {
            return "the sample was not taken: \(error.message)"
        }
        Terminal.say("Scheduled a sample reminder four seconds ahead…")
        guard await arrived(arrival) else { return "the sample did not arrive within 20 seconds" }
        Terminal.say("Operations page: \(base)/")
        return nil
    }

    private func isReady(_ base: String, _ http: CurlClient) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline, !Task.isCancelled {
            if let answer = try? await http.send(CurlRequest(.get, base + "/readyz")), answer.status == 200 { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private func arrived(_ arrival: OneShot<Arrival>) async -> Bool {
        await withTaskGroup { group in
            group.addTask { (try? await arrival.value()) != nil }
            group.addTask {
                try? await Task.sleep(for: .seconds(20))
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }
}
