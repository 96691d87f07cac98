import ArgumentParser
import LocalProcess
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// `punctual dev`: everything on one machine, with a private Redis and local sidecars.
struct DevCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Run everything on this machine, and see a reminder fire."
    )

    @Option(help: "The port of the engine's API and page.") var port = 8080
    @Option(help: "Where Redis keeps its data; it survives restarts.") var dataDir = ".punctual"
    @Flag(help: "Schedule no sample reminder.") var noSample = false
    @Flag(help: "Exit once the sample has fired.") var once = false
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = "warning"

    func validate() throws {
        if once && noSample { throw ValidationError("--once waits for the sample that --no-sample leaves out.") }
        if Logger.Level(rawValue: logLevel) == nil { throw ValidationError("\(logLevel) is no log level.") }
        if !(0...65_535).contains(port) { throw ValidationError("\(port) is no port.") }
    }

    func run() async throws {
        JSONLogHandler.bootstrap(level: Logger.Level(rawValue: logLevel) ?? .warning)
        let logger = Logger(label: "dev")
        let redis = try await startRedis()
        do {
            try await serve(redis, logger)
        } catch {
            await redis.stop()
            throw error
        }
        await redis.stop()
    }

    private func startRedis() async throws -> RedisServer {
        var options = RedisServerOptions()
        options.persistence = .appendOnly
        options.dataDirectory = dataDir
        do throws(ProcessError) {
            return try await RedisServer.start(options)
        } catch {
            Terminal.complain("Redis did not start: \(error.message)")
            throw ExitCode(1)
        }
    }

    private func serve(_ redis: RedisServer, _ logger: Logger) async throws {
        let stack = try DevStack(enginePort: port, redisPort: redis.port, logger: logger)
        let sample = Sample(stack: stack)
        var services = stack.services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        if !noSample {
            services.append(.init(service: sample, successTerminationBehavior: once ? .gracefullyShutdownGroup : .ignore))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        )
        Terminal.say("Punctual runs here with a private Redis and local sidecars: for development, not for production.")
        Terminal.say("Data: \(redis.dataDirectory)   Redis: 127.0.0.1:\(redis.port)   Stop: Ctrl-C")
        do {
            try await group.run()
        } catch {
            Terminal.complain("\(error)")
            throw ExitCode(1)
        }
        if once, let failure = sample.failure {
            Terminal.complain(failure)
            throw ExitCode(1)
        }
        Terminal.say("Stopped.")
    }
}
