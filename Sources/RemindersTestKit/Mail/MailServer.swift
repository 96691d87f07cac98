import Foundation
import JSON
import LocalProcess

/// A real SMTP server (Python's aiosmtpd) in a child process on 127.0.0.1, which keeps the mail it has accepted.
///
/// What it does with a mail depends on the recipient: `refused@` and `later@` are refused at once with 550 and 451, `full@` at the end of the
/// mail with 552; `slow@` is accepted after 1.5 s; `silent@` and `dropped@` are accepted without a word, the latter with a hang-up.
public final class MailServer: Sendable {
    /// A mail that was accepted.
    public struct Mail: Sendable, Equatable {
        public var from = ""
        public var to: [String] = []
        public var content = ""
        /// Nil when the client did not log in.
        public var user: String?

        /// The value of a header, unfolded; nil when there is none.
        public func header(_ name: String) -> String? {
            let head = content.components(separatedBy: "\r\n\r\n")[0].replacingOccurrences(of: "\r\n ", with: " ")
            let lines = head.components(separatedBy: "\r\n")
            return lines.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }

        /// The decoded base64 parts, text first.
        public var parts: [String] {
            content.components(separatedBy: "Content-Transfer-Encoding: base64\r\n\r\n").dropFirst().map { part in
                let text = part.components(separatedBy: "\r\n--")[0].replacingOccurrences(of: "\r\n", with: "")
                return String(decoding: Data(base64Encoded: text) ?? Data(), as: UTF8.self)
            }
        }
    }

    public let port: Int
    private let directory: TemporaryDirectory
    private let process: ChildProcess

    private init(port: Int, directory: TemporaryDirectory, process: ChildProcess) {
        self.port = port
        self.directory = directory
        self.process = process
    }

    /// Whether tests that need it can run; in CI they have to.
    public static let isToBeTested = python != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// For tests that are left out.
    public static let absence = "aiosmtpd for Python 3 is not installed (Debian: python3-aiosmtpd)"

    /// Debian's Python first: another one in the path does not see Debian's packages.
    private static let python = ["/usr/bin/python3", "python3"].first { program in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program, "-c", "import aiosmtpd"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Runs the body with a server, which ends afterwards.
    ///
    /// - Parameter login: user and password that it asks for; nil lets everybody send.
    public static func with<Result>(
        login: (user: String, password: String)? = nil,
        _ body: (MailServer) async throws -> Result
    ) async throws -> Result {
        guard let python else { throw ProcessError(.startFailed, absence) }
        let directory = try TemporaryDirectory(prefix: "mail")
        defer { directory.remove() }
        let script = directory.path + "/mail_server.py"
        try Data(PackageResources.mail_server_py).write(to: URL(fileURLWithPath: script))
        let arguments = [script, directory.path] + (login.map { [$0.user, $0.password] } ?? [])
        let process = try ChildProcess.start(ProcessLaunch(python, arguments: arguments, logFile: directory.path + "/log"))
        defer { process.kill() }
        let end = ContinuousClock.now + .seconds(30)
        while true {
            if let text = try? String(contentsOfFile: directory.path + "/port", encoding: .utf8), let port = Int(text) {
                return try await body(MailServer(port: port, directory: directory, process: process))
            }
            guard process.isRunning, ContinuousClock.now < end else { throw ProcessError(.endedEarly, process.logTail()) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Everything accepted so far, oldest first.
    public var mails: [Mail] {
        let text = (try? String(contentsOfFile: directory.path + "/mails", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            guard let value = try? JSONValue(parsing: String(line), options: .lenient) else { return nil }
            return Mail(
                from: value["from"]?.string ?? "",
                to: (value["to"]?.array ?? []).compactMap(\.string),
                content: value["content"]?.string ?? "",
                user: value["user"]?.string
            )
        }
    }
}
