import ArgumentParser
import Audit
import Curl
import JSON
import Logging

/// `punctual audit verify`: asks a running audit service, or reads an exported file.
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Find entries of an audit trail that were changed, removed or reordered.",
        discussion: """
            With a file: one that GET /api/v1/audit-log/export gave; each chain is computed anew here, so that the service need not be believed. \
            Without: a running service is asked, by --url and --token. Exits with 1 when something is wrong, and with 2 when it cannot be told. \
            Note the heads that are printed: --head finds out later whether the end of a chain was taken off.
            """
    )

    @Argument(help: "An exported file; - is standard input.") var file: String?
    @Option(help: ArgumentHelp("The audit service. Otherwise PUNCTUAL_AUDIT_URL, or http://127.0.0.1:8003.", valueName: "url"))
    var url: String?
    @Option(help: "A user's or operator's token. Otherwise PUNCTUAL_TOKEN.") var token: String?
    @Option(help: "Only this user's chain.") var userId: String?
    @Option(help: ArgumentHelp("A head noted earlier, which the file has to contain.", valueName: "user:sequence:hash"))
    var head: [String] = []
    @Flag(help: "Print JSON, one chain on each line.") var json = false

    func validate() throws {
        if file == nil, !head.isEmpty { throw ValidationError("--head needs a file: the service does not say what it had earlier.") }
        for text in head where NotedHead(text) == nil { throw ValidationError("\(text) is not user:sequence:hash.") }
    }

    func run() async throws {
        let reports: [ChainReport]
        do {
            reports = try await found().filter { userId == nil || $0.userID == userId || $0.userID == nil && file != nil }
        } catch let error as VerificationFailure {
            Terminal.complain(Printable.text(error.message, keepsLines: true))
            throw ExitCode(2)
        }
        for report in reports { Terminal.say(json ? String(decoding: JSONWriter.encode(report), as: UTF8.self) : report.text) }
        if reports.contains(where: { !$0.isGood }) { throw ExitCode(1) }
    }

    private func found() async throws -> [ChainReport] {
        guard let file else { return try await asked() }
        guard let lines = LineReader(path: file == "-" ? nil : file) else { throw VerificationFailure(message: "\(file) cannot be read.") }
        return ExportVerification.reports(lines, heads: head.compactMap(NotedHead.init))
    }

    private func asked() async throws -> [ChainReport] {
        let variables = ProcessEnvironment.variables
        let base = url ?? variables["PUNCTUAL_AUDIT_URL"].flatMap { $0.isEmpty ? nil : $0 } ?? "http://127.0.0.1:8003"
        let http = CurlClient(logger: Logger(label: "client"))
        do {
            let client = AuditClient(baseURL: base, token: token ?? variables["PUNCTUAL_TOKEN"] ?? "", http: http)
            let reports = try await client.verify(userID: userId)
            await http.shutdown()
            return reports
        } catch {
            await http.shutdown()
            throw error
        }
    }
}

/// Why nothing can be said about a trail.
struct VerificationFailure: Error {
    let message: String
}

extension ChainReport {
    /// For people.
    fileprivate var text: String {
        let name = userID.map { "user \(Printable.text($0))" } ?? "dead letters"
        var start = ""
        if let cut { start = ", after entry \(cut.sequence), which retention has cut off" }
        let summary = isGood ? "whole" : "\(findingCount) finding\(findingCount == 1 ? "" : "s")"
        let lines = findings.map { "  " + Printable.text($0.description) }
        let more = findingCount > findings.count ? ["  and \(findingCount - findings.count) more"] : []
        return (["\(name): \(summary); \(entries) entries\(start); head \(head.sequence):\(head.hash)"] + lines + more).joined(
            separator: "\n"
        )
    }
}
