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

    @OptionGroup var ports: DevPorts
    @Option(help: "Where Redis keeps its data; it survives restarts.") var dataDir = ".punctual"
    @Option(help: "Whom the printed token signs in.") var user = "you"
    @Flag(help: "Run without the Jobs API, as if Dapr's Scheduler were away: the sweeper fires everything.") var noJobs = false
    @Flag(help: "Schedule no sample reminder.") var noSample = false
    @Flag(help: "Exit once the sample has fired.") var once = false
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = "warning"

    func validate() throws {
        if once && noSample { throw ValidationError("--once waits for the sample that --no-sample leaves out.") }
        if Logger.Level(rawValue: logLevel) == nil { throw ValidationError("\(logLevel) is no log level.") }
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
        let secrets = try DevSecrets(folder: redis.dataDirectory)
        let token = try await secrets.token(for: user)
        var configuration = DevStack.Configuration(ports: ports, redisPort: redis.port, secrets: secrets)
        configuration.hasJobs = !noJobs
        let stack = try DevStack(configuration, logger: logger)
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
        Terminal.say("Todo chatbot: http://127.0.0.1:\(ports.chatPort)/#token=\(token)")
        Terminal.say("Development token of \(user): \(token)")
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
