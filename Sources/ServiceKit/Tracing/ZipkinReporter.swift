import CoreMetrics
public import Curl
import JSON
public import Logging
public import ServiceLifecycle
import Synchronization
public import Traces

/// Sends finished spans to a collector that speaks Zipkin's API, version 2, in batches.
///
/// Spans are expendable: nothing ever waits for the collector. What finds the buffer full, and what the collector does not take at the first
/// attempt, is dropped and counted.
public final class ZipkinReporter: Service {
    /// Limits of a reporter.
    public struct Configuration: Sendable {
        /// Spans that wait to be sent.
        public var capacity = 8_192
        /// Spans in one request.
        public var batch = 500
        /// From one sending to the next.
        public var interval = Duration.seconds(1)
        /// For one request.
        public var deadline = Duration.seconds(3)

        public init() {}
    }

    private let url: String
    private let service: String
    private let http: CurlClient
    private let configuration: Configuration
    private let logger: Logger
    private let waiting = Mutex<[Span]>([])
    private let isFailing = Mutex(false)
    private let sent: Counter
    private let droppedFull: Counter
    private let droppedUnsent: Counter

    /// - Parameters:
    ///   - url: of the collector, such as `http://zipkin:9411/api/v2/spans`.
    ///   - service: the name under which the spans appear.
    public init(
        url: String,
        service: String,
        http: CurlClient,
        configuration: Configuration = Configuration(),
        metrics: MetricRegistry,
        logger: Logger
    ) {
        self.url = url
        self.service = service
        self.http = http
        self.configuration = configuration
        self.logger = logger
        metrics.describe("punctual_spans_sent_total", "Spans that the collector of traces took.")
        metrics.describe(
            "punctual_spans_dropped_total",
            "Spans given up, because too many waited or because the collector did not take them."
        )
        sent = Counter(label: "punctual_spans_sent_total", factory: metrics)
        droppedFull = Counter(label: "punctual_spans_dropped_total", dimensions: [("reason", "full")], factory: metrics)
        droppedUnsent = Counter(label: "punctual_spans_dropped_total", dimensions: [("reason", "unsent")], factory: metrics)
    }

    /// Takes a span to be sent later.
    public func report(_ span: Span) {
        let isTaken = waiting.withLock { waiting in
            guard waiting.count < configuration.capacity else { return false }
            waiting.append(span)
            return true
        }
        if !isTaken { droppedFull.increment() }
    }

    /// Sends until graceful shutdown, and then what is left.
    public func run() async throws {
        try await PeriodicService("spans", Cadence(every: configuration.interval), logger: logger) { [self] in await flush() }.run()
        await flush()
    }

    /// Sends everything that waits.
    func flush() async {
        let spans = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for start in stride(from: 0, to: spans.count, by: configuration.batch) {
            let batch = spans[start..<min(start + configuration.batch, spans.count)]
            if let reason = await send(batch) {
                // The rest would wait for the same deadline each.
                droppedUnsent.increment(by: spans.count - start)
                return note(failure: reason)
            }
            sent.increment(by: batch.count)
            note(failure: nil)
        }
    }

    /// - Returns: why the collector did not take them; nil when it did.
    private func send(_ spans: ArraySlice<Span>) async -> String? {
        var writer = JSONWriter(reservingCapacity: spans.count * 320)
        writer.array { writer in
            for span in spans { writer.zipkin(span, service: service) }
        }
        let headers = [(name: "Content-Type", value: "application/json")]
        do {
            let answer = try await http.send(
                CurlRequest(.post, url, headers: headers, body: writer.bytes, deadline: configuration.deadline)
            )
            return (200..<300).contains(answer.status) ? nil : "status \(answer.status)"
        } catch {
            return error.message
        }
    }

    /// Logs the first failure and the end of it, and nothing between.
    private func note(failure: String?) {
        let isChange = isFailing.withLock { isFailing in
            defer { isFailing = failure != nil }
            return isFailing != (failure != nil)
        }
        guard isChange else { return }
        if let failure {
            logger.warning("The collector of traces takes no spans", metadata: ["url": "\(url)", "error": "\(failure)"])
        } else {
            logger.notice("The collector of traces takes spans again")
        }
    }
}
