import Hummingbird
import JSON
import Logging
import Reminders
import ServiceKit
import ServiceLifecycle
import Synchronization

/// A subscriber of `reminders` that tells what arrives.
final class Listener: Service {
    static let appID = "listener"
    static let path = "/handle-reminder"

    private let port: Int
    private let logger: Logger
    private let waiting = Mutex<[String: OneShot<Arrival>]>([:])

    init(port: Int, logger: Logger) {
        self.port = port
        self.logger = logger
    }

    /// Where the arrival of this event will be told.
    func arrival(of eventID: String) -> OneShot<Arrival> {
        let arrival = OneShot<Arrival>()
        waiting.withLock { $0[eventID] = arrival }
        return arrival
    }

    func run() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.post(.init(Self.path)) { [self] request, _ in
            let body = try await request.collect(upTo: 1 << 20)
            if let arrival = Arrival(cloudEvent: Array(buffer: body)) { announce(arrival) }
            return Response.json(["status": "SUCCESS"])
        }
        try await HTTPServer(router: router, configuration: HTTPServerConfiguration(port: port), logger: logger).run()
    }

    private func announce(_ arrival: Arrival) {
        Terminal.say(arrival.description)
        waiting.withLock { $0.removeValue(forKey: arrival.eventID) }?.succeed(arrival)
    }
}
