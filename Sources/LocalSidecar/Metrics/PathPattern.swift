/// The `path` label of HTTP metrics.
enum PathPattern {
    /// What `pathMatching` makes of a path; empty when nothing matches, and the path itself with `increasedCardinality`.
    static func label(_ path: String, _ settings: SidecarSettings) -> String {
        for pattern in settings.pathPatterns where matches(path, pattern) { return pattern }
        return settings.hasPathLabels && settings.pathPatterns.isEmpty || path == "/dapr/config" ? path : ""
    }

    /// `{name}` stands for one segment; a pattern also covers what lies below it in the state API, whose keys are dropped.
    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let isState = pattern.hasPrefix("/v1.0/state/")
        guard segments.count == wanted.count || (isState && segments.count > wanted.count) else { return false }
        return zip(segments, wanted).allSatisfy { $1.hasPrefix("{") && $1.hasSuffix("}") ? !$0.isEmpty : $0 == $1 }
    }
}
