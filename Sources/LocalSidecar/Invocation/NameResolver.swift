/// Where the sidecar of an app-id listens for other sidecars.
enum NameResolver: Sendable {
    /// No resolver: nobody can be invoked, the own application included.
    case none
    /// The `nameformat` resolver of the Configuration.
    case format(String)
    /// The registry in Redis that local sidecars keep in place of multicast DNS.
    case registry(SidecarRegistry)

    func address(_ appID: String) async -> String? {
        switch self {
        case .none: nil
        case .format(let format): format.replacingAppID(with: appID)
        case .registry(let registry): await registry.address(appID)
        }
    }

    var isInitialized: Bool {
        if case .none = self { false } else { true }
    }
}

extension String {
    fileprivate func replacingAppID(with appID: String) -> String {
        var result = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), rest[open...].hasPrefix("{appid}") {
            result += rest[..<open] + appID
            rest = rest[open...].dropFirst("{appid}".count)
        }
        return result + rest
    }
}
