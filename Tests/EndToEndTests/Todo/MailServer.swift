import LocalProcess
import Testing

/// A real SMTP server (aiosmtpd) that keeps each message it takes in a file of its own.
struct MailServer: Sendable {
    let port: Int
    private let process: ChildProcess
    private let log: String

    private static let program = """
        import sys, time
        from aiosmtpd.controller import Controller

        class Keep:
            async def handle_DATA(self, server, session, envelope):
                text = envelope.content.decode('utf-8', 'replace').replace('\\r\\n', '\\n')
                print('TO ' + ','.join(envelope.rcpt_tos) + '\\n' + text + '\\nEND-OF-MAIL', flush=True)
                return '250 OK'

        controller = Controller(Keep(), hostname='127.0.0.1', port=int(sys.argv[1]))
        controller.start()
        print('READY', flush=True)
        while True:
            time.sleep(3600)
        """

    /// Nil where Python or aiosmtpd is not to be had.
    static func start(in folder: String) async throws -> MailServer? {
        let probe = try ChildProcess.start(ProcessLaunch("python3", arguments: ["-c", "import aiosmtpd"]))
        guard try await probe.waitUntilExit(deadline: .seconds(20)) == .exited(0) else { return nil }
        let port = try FreePort.next()
        let log = folder + "/mail.log"
        let process = try ChildProcess.start(ProcessLaunch("python3", arguments: ["-c", program, String(port)], logFile: log))
        let server = MailServer(port: port, process: process, log: log)
        let deadline = ContinuousClock.now + .seconds(20)
        while !process.logTail(bytes: 100_000).contains("READY") {
            try #require(ContinuousClock.now < deadline, "the mail server does not start: \(process.logTail())")
            try await Task.sleep(for: .milliseconds(50))
        }
        return server
    }

    /// Messages taken, as text with their headers.
    var mails: [String] {
        process.logTail(bytes: 4_000_000).split(separator: "END-OF-MAIL").map(String.init).filter { $0.contains("TO ") }
    }

    func stop() { process.kill() }
}
