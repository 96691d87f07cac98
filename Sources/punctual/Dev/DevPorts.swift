import ArgumentParser

/// Where the services of `punctual dev` listen.
struct DevPorts: ParsableArguments {
    @Option(help: "The port of the engine's API and page.") var port = 8080
    @Option(help: "The port of chat-api and the page of the todo chatbot.") var chatPort = 8000
    @Option(help: "The port of the notification service.") var notificationPort = 8001
    @Option(help: "The port of the recurring-task service.") var recurringPort = 8002
    @Option(help: "The port of the audit service.") var auditPort = 8003

    func validate() throws {
        for port in [port, chatPort, notificationPort, recurringPort, auditPort] where !(1...65_535).contains(port) {
            throw ValidationError("\(port) is no port.")
        }
    }
}
