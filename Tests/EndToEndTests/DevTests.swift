import LocalProcess
import Testing

@Suite("punctual dev", .timeLimit(.minutes(3)))
struct DevTests {
    static func arguments(_ folder: String) throws -> [String] {
        let ports = ["--port", "--chat-port", "--notification-port", "--recurring-port", "--audit-port"]
        return try ["dev", "--data-dir", folder + "/data"] + ports.flatMap { [$0, String(try FreePort.next())] }
    }

    @Test("shows a reminder firing, twice on the same data, and leaves no process behind")
    func once() async throws {
        try await TemporaryDirectory.with(prefix: "punctual-dev-") { folder in
            for run in 1...2 {
                let launch = ProcessLaunch(
                    try Binary.path(),
                    arguments: try Self.arguments(folder.path) + ["--once"],
                    logFile: folder.path + "/dev-\(run).log"
                )
                let dev = try ChildProcess.start(launch)
                let status = try await dev.waitUntilExit(deadline: .seconds(60))
                let log = dev.logTail(bytes: 4000)
                #expect(status == .exited(0), "\(log)")
                #expect(log.contains("arrived: published") && log.contains("fired by"))
                #expect(log.contains("Operations page: http://127.0.0.1:"))
            }
        }
    }

    @Test("stops on Ctrl-C")
    func interrupted() async throws {
        try await TemporaryDirectory.with(prefix: "punctual-dev-") { folder in
            let launch = ProcessLaunch(
                try Binary.path(),
                arguments: try Self.arguments(folder.path) + ["--no-sample"],
                logFile: folder.path + "/dev.log"
            )
            let dev = try ChildProcess.start(launch)
            let deadline = ContinuousClock.now + .seconds(20)
            while !dev.logTail().contains("Stop: Ctrl-C"), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(50)) }
            dev.send(2)
            #expect(try await dev.waitUntilExit(deadline: .seconds(20)) == .exited(0), "\(dev.logTail())")
        }
    }
}
