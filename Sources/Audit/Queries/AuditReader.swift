import ServiceKit

/// Reads the audit trail.
public struct AuditReader: Sendable {
    let chains: AuditChains
    let directory: UserDirectory

    public init(_ chains: AuditChains) {
        self.chains = chains
        directory = UserDirectory(chains)
    }

    /// A page of one user's entries, or of everybody's when the query names nobody.
    func page(_ query: AuditQuery) async throws(AuditError) -> AuditPage {
        var page = AuditPage(query)
        for userID in try await users(query.userID) { try await collect(.user(userID), into: &page) }
        return page
    }

    func deadLetters(_ query: AuditQuery) async throws(AuditError) -> AuditPage {
        var page = AuditPage(query)
        try await collect(.deadLetters, into: &page)
        return page
    }

    /// One user's chain, or everybody's and that of dead letters.
    func verify(_ userID: String?) async throws(AuditError) -> [ChainReport] {
        var reports: [ChainReport] = []
        for userID in try await users(userID) { reports.append(try await chains.verify(.user(userID))) }
        if userID == nil { reports.append(try await chains.verify(.deadLetters)) }
        return reports
    }

    func users(_ only: String?) async throws(AuditError) -> [String] {
        if let only { return [only] }
        return try await directory.all()
    }

    private func collect(_ chain: ChainName, into page: inout AuditPage) async throws(AuditError) {
        guard let open = try await chains.open(chain)?.segment else { return }
        // What cannot be read is for `verify` to tell.
        try await chains.walk(chain, open) { _, part in
            if case .segment(let segment) = part { for entry in segment.entries { page.take(entry) } }
        }
    }
}
