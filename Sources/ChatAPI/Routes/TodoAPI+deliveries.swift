import Hummingbird
import JSON
import ServiceKit

/// What the sidecar delivers.
extension TodoAPI {
    func addDeliveries(to router: Router<ServiceRequestContext>) {
        guards.route("/handle-guard", topic: TaskGuard.topic, on: router, appToken: appToken) { delivery in
            do throws(CommandError) {
                try await commands.handleGuard(delivery.event.payload)
            } catch {
                if error.code == .invalid { throw EventRejected(error.message) }
                throw error
            }
        }
        updates.route("/handle-update", topic: TaskUpdate.topic, on: router, appToken: appToken) { delivery in
            let event = delivery.event
            let name: String
            switch event.eventType {
            case TaskUpdate.eventType: name = "task"
            case "inbox.added": name = "inbox"
            default: throw EventRejected("\(event.eventType) is nothing to tell a page")
            }
            live.publish(LiveEvent(name: name, id: event.eventID, data: RawJSON(event.payload)), userID: event.userID)
        }
    }
}
