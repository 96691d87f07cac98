import Audit
import JSON

/// A head that somebody noted earlier: `user:sequence:hash`.
struct NotedHead: Hashable {
    let userID: String
    let head: ChainHead

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let sequence = Int(parts[parts.count - 2]), let hash = parts.last, !hash.isEmpty else { return nil }
        userID = parts.dropLast(2).joined(separator: ":")
        head = ChainHead(sequence: sequence, hash: String(hash))
    }
}

/// Reads an exported file and checks it.
enum ExportVerification {
    static func reports(_ lines: LineReader, heads: [NotedHead]) -> [ChainReport] {
        var verifier = ExportVerifier()
        var wanted = Set(heads)
        while let line = lines.next() {
            guard line.text.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { continue }
            do throws(JSONError) {
                let parsed = try ExportLine(json: line.text, options: .lenient)
                if case .entry(let entry) = parsed {
                    wanted = wanted.filter {
                        $0.userID != entry.content.userID || $0.head.sequence != entry.sequence || $0.head.hash != entry.hash
                    }
                }
                verifier.take(parsed)
            } catch {
                verifier.note(line: line.number, unreadable: "\(error)")
            }
        }
        var reports = verifier.reports()
        // Of what retention has cut off nothing can be said.
        for report in reports {
            wanted = wanted.filter { $0.userID != report.userID || $0.head.sequence >= (report.cut?.sequence ?? 0) }
            wanted = wanted.filter { $0.userID != report.userID || $0.head != report.cut }
        }
        for noted in wanted.sorted(by: { ($0.userID, $0.head.sequence) < ($1.userID, $1.head.sequence) }) {
            let finding = ChainFinding(
                .missing,
                noted.head.sequence,
                "the head that was noted, hash \(noted.head.hash), is not in the chain"
            )
            if let index = reports.firstIndex(where: { $0.userID == noted.userID }) {
                reports[index].add(finding)
            } else {
                var report = ChainReport(userID: noted.userID, cut: nil, ChainVerifier(userID: noted.userID))
                report.add(finding)
                reports.append(report)
            }
        }
        return reports
    }
}

extension ChainReport {
    fileprivate mutating func add(_ finding: ChainFinding) {
        findingCount += 1
        findings.append(finding)
    }
}
