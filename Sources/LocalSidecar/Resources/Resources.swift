/// Everything that the files of `--resources-path` and `--config` say for one app-id.
struct Resources: Sendable {
    var components: [Component] = []
    var subscriptions: [Subscription] = []
    var resiliency = Resiliency()
    var settings = SidecarSettings()

    init() {}

    /// - Parameters:
    ///   - files: names and texts of resource files.
    ///   - appID: resources scoped to others are left out.
    ///   - environment: for `envRef` and secrets.
    init(files: [(name: String, text: String)], appID: String, environment: [String: String]) throws(ResourceError) {
        for file in files {
            do throws(ResourceError) {
                for document in try YAMLValue.documents(file.text) where Self.isInScope(document, appID) {
                    try add(document, environment)
                }
            } catch {
                throw ResourceError("\(file.name): \(error.message)")
            }
        }
    }

    private static func isInScope(_ document: YAMLValue, _ appID: String) -> Bool {
        let scopes = document["scopes"]?.list.compactMap(\.text) ?? []
        return scopes.isEmpty || scopes.contains(appID)
    }

    private mutating func add(_ document: YAMLValue, _ environment: [String: String]) throws(ResourceError) {
        switch document["kind"]?.text {
        case "Component":
            let component = try Component(document, environment: environment)
            guard !components.contains(where: { $0.name == component.name }) else {
                throw ResourceError("there are two components named \(component.name)")
            }
            components.append(component)
        case "Subscription": subscriptions.append(try Subscription(document))
        case "Resiliency": try resiliency.add(document)
        case "Configuration", "HTTPEndpoint", "MCPServer", "WorkflowAccessPolicy": break
        case let kind: throw ResourceError("\(kind ?? "a document without kind") is no resource of Dapr")
        }
    }
}
