import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

extension EventConsumer {
    /// Adds the route of a declarative subscription. It answers 401 without the application's token, and else always 200 with one of three words.
    ///
    /// - Parameters:
    ///   - topic: what the subscription delivers; for the metrics.
    ///   - appToken: Dapr's `APP_API_TOKEN`.
    public func route<Context: RequestContext>(
        _ path: RouterPath,
        topic: String,
        on router: some RouterMethods<Context>,
        appToken: Secret?,
        decoder: @escaping Decoder = { (bytes) throws(EventRejected) in try EventEnvelope(delivery: bytes) },
        _ handler: @escaping EventHandler
    ) {
        router.group().add(middleware: AppTokenMiddleware(appToken)).post(path) { request, context in
            await handle(request, context, topic: topic, decoder: decoder, handler).answer.response
        }
    }

    /// Handles one request of a subscription's route.
    public func handle(
        _ request: Request,
        _ context: some RequestContext,
        topic: String,
        decoder: Decoder = { (bytes) throws(EventRejected) in try EventEnvelope(delivery: bytes) },
        _ handler: @escaping EventHandler
    ) async -> EventOutcome {
        let correlation =
            (context as? ServiceRequestContext)?.correlation ?? Correlation(headers: request.headers, tracer: tracer)
        let body: ByteBuffer
        do {
            body = try await request.collect(upTo: configuration.maxBody)
        } catch let problem as Problem {
            // Any status but 200 would have it brought again, and it would be as large as before.
            context.logger.error("An event that is too large is dropped", metadata: ["problem": "\(problem)", "topic": "\(topic)"])
            return count(.malformed, topic)
        } catch {
            context.logger.warning("A delivery broke off", metadata: ["error": "\(error)", "topic": "\(topic)"])
            return count(.interrupted, topic)
        }
        return await handle(
            Array(buffer: body),
            topic: topic,
            correlation: correlation,
            logger: context.logger,
            decoder: decoder,
            handler
        )
    }
}
