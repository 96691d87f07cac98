import Glibc
import LocalProcess
import Testing

@Suite("A child process")
struct ChildProcessTests {
    @Test("its exit code is reported")
    func exitCode() async throws {
        let child = try ChildProcess.start(ProcessLaunch("sh", arguments: ["-c", "exit 7"]))
        #expect(try await child.waitUntilExit(deadline: .seconds(10)) == .exited(7))
        #expect(!child.isRunning)
    }

    @Test("arguments, environment, directory and log file reach it")
    func launch() async throws {
        try await TemporaryDirectory.with(prefix: "child-") { directory in
            let log = "\(directory.path)/log"
            let launch = ProcessLaunch(
                "/bin/sh",
                arguments: ["-c", "echo \"$1 $GREETING\"; pwd; echo trouble >&2", "sh", "two words"],
                environment: ["GREETING": "hello=there"],
                workingDirectory: directory.path,
                logFile: log
            )
            let child = try ChildProcess.start(launch)
            #expect(try await child.waitUntilExit(deadline: .seconds(10)).isSuccess)
            #expect(child.logTail() == "two words hello=there\n\(directory.path)\ntrouble\n")
        }
    }

    @Test("the log tail is cut to whole lines")
    func logTail() async throws {
        try await TemporaryDirectory.with(prefix: "child-") { directory in
            let launch = ProcessLaunch("seq", arguments: ["1000"], logFile: "\(directory.path)/log")
            let child = try ChildProcess.start(launch)
            try await child.waitUntilExit(deadline: .seconds(10))
            #expect(child.logTail(bytes: 12) == "999\n1000\n")
        }
    }

    @Test("a missing executable is a start failure")
    func missing() {
        let error = #expect(throws: ProcessError.self) {
            try ChildProcess.start(ProcessLaunch("/no/such/program"))
        }
        #expect(error?.code == .startFailed)
    }

    @Test("terminate ends it with SIGTERM, although we ignore that signal")
    func terminate() async throws {
        let child = try ChildProcess.start(ProcessLaunch("sleep", arguments: ["100"]))
        child.terminate()
        #expect(try await child.waitUntilExit(deadline: .seconds(10)) == .signalled(15))
    }

    @Test("frozen it does not end on SIGTERM until it is resumed")
    func freeze() async throws {
        let child = try ChildProcess.start(ProcessLaunch("sleep", arguments: ["100"]))
        child.freeze()
        child.terminate()
        let error = await #expect(throws: ProcessError.self) {
            try await child.waitUntilExit(deadline: .milliseconds(100))
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(child.isRunning)
        child.resume()
        #expect(try await child.waitUntilExit(deadline: .seconds(10)) == .signalled(15))
    }

    @Test("kill ends it even frozen, and later signals hit nobody")
    func kill() async throws {
        let child = try ChildProcess.start(ProcessLaunch("sleep", arguments: ["100"]))
        child.freeze()
        child.kill()
        #expect(try await child.waitUntilExit(deadline: .seconds(10)) == .signalled(9))
        child.kill()
        #expect(child.exitStatus == .signalled(9))
    }

    @Test("many can wait for its end, and a cancelled one stops waiting")
    func waiters() async throws {
        let child = try ChildProcess.start(ProcessLaunch("sleep", arguments: ["100"]))
        let cancelled = Task { try await child.waitUntilExit(deadline: .seconds(60)) }
        cancelled.cancel()
        let error = await #expect(throws: ProcessError.self) {
            try await cancelled.value
        }
        #expect(error?.code == .cancelled)
        let waiters = (0..<10).map { _ in Task { try await child.waitUntilExit(deadline: .seconds(60)) } }
        child.kill()
        for waiter in waiters { #expect(try await waiter.value == .signalled(9)) }
        #expect(try await child.waitUntilExit(deadline: .zero) == .signalled(9))
    }

    @Test("it inherits none of our descriptors")
    func descriptors() async throws {
        let inheritable = (0..<5).map { _ in open("/dev/null", O_RDONLY) }
        defer { inheritable.forEach { close($0) } }
        try await TemporaryDirectory.with(prefix: "child-") { directory in
            let launch = ProcessLaunch("ls", arguments: ["/proc/self/fd"], logFile: "\(directory.path)/log")
            let child = try ChildProcess.start(launch)
            try await child.waitUntilExit(deadline: .seconds(10))
            // 3 is the directory that ls reads.
            let log = child.logTail()
            #expect(log == "0\n1\n2\n3\n")
        }
    }
}
