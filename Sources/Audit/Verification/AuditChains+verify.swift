extension AuditChains {
    /// Checks a chain as it is in the store.
    func verify(_ chain: ChainName) async throws(AuditError) -> ChainReport {
        let userID: String? = if case .user(let id) = chain { id } else { nil }
        var verifier = ChainVerifier(userID: userID)
        let open: OpenSegment
        do throws(AuditError) {
            guard let found = try await self.open(chain)?.segment else {
                // Users are entered before their first entry, and one whose service died just then has none.
                if try await isPresent(chain.key(ofSegment: 0)) { verifier.note(unreadable: "the end of the chain is gone") }
                return ChainReport(userID: userID, cut: nil, verifier)
            }
            open = found
        } catch {
            guard error.code == .damaged else { throw error }
            verifier.note(unreadable: error.message)
            return ChainReport(userID: userID, cut: nil, verifier)
        }
        verifier = ChainVerifier(userID: userID, after: open.cut?.head ?? .genesis)
        try await walk(chain, open) { number, found in
            switch found {
            case .segment(let segment): for entry in segment.entries { verifier.take(entry) }
            case .missing: verifier.note(unreadable: "segment \(number) is gone")
            case .unreadable(let reason): verifier.note(unreadable: "segment \(number) cannot be read: \(reason)")
            }
        }
        verifier.finish(open.head)
        return ChainReport(userID: userID, cut: open.cut?.head, verifier)
    }

    private func isPresent(_ key: String) async throws(AuditError) -> Bool {
        try await read(key) != nil
    }
}
