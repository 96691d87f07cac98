/// Checks an exported audit trail, line by line. Pure.
///
/// A chain of which the file says neither where it begins nor where it ends is expected to begin with entry 1, and its end is taken as it is.
public struct ExportVerifier: Sendable {
    private struct Chain {
        var verifier: ChainVerifier
        var cut: ChainHead?
        var isEnded = false
    }

    private var order: [String] = []
    private var chains: [String: Chain] = [:]
    private var unreadable: [ChainFinding] = []

    public init() {}

    public mutating func take(_ line: ExportLine) {
        switch line {
        case .begin(let userID, let head):
            open(userID, after: head)
        case .entry(let entry):
            open(entry.content.userID, after: .genesis)
            chains[entry.content.userID]?.verifier.take(entry)
        case .end(let userID, let head):
            open(userID, after: .genesis)
            chains[userID]?.verifier.finish(head)
            chains[userID]?.isEnded = true
        }
    }

    public mutating func note(line number: Int, unreadable detail: String) {
        unreadable.append(ChainFinding(.unreadable, nil, "line \(number): \(detail)"))
    }

    /// One report for each user, and one for lines that belong to nobody, if there are any.
    public consuming func reports() -> [ChainReport] {
        var reports: [ChainReport] = []
        for userID in order {
            guard var chain = chains[userID] else { continue }
            if !chain.isEnded { chain.verifier.finish(nil) }
            reports.append(ChainReport(userID: userID, cut: chain.cut, chain.verifier))
        }
        if !unreadable.isEmpty {
            var report = ChainReport(userID: nil, cut: nil, ChainVerifier(userID: nil))
            report.findings = Array(unreadable.prefix(ChainVerifier.maxFindings))
            report.findingCount = unreadable.count
            reports.append(report)
        }
        return reports
    }

    private mutating func open(_ userID: String, after head: ChainHead) {
        guard chains[userID] == nil else { return }
        order.append(userID)
        chains[userID] = Chain(verifier: ChainVerifier(userID: userID, after: head), cut: head == .genesis ? nil : head)
    }
}
