import Testing

/// The `punctual` that was built together with these tests.
enum Binary {
    static func path() throws -> String {
        // The test runner is given the bundle's path; the executable lies beside the bundle.
        let bundle = try #require(CommandLine.arguments.first { $0.hasSuffix(".xctest") || $0.contains(".xctest/") })
        let folder = bundle.split(separator: "/", omittingEmptySubsequences: false).prefix { !$0.hasSuffix(".xctest") }.joined(
            separator: "/"
        )
        return folder + "/punctual"
    }
}
