import Glibc

/// Decides which traces are recorded, and makes the spans of this process.
///
/// A trace begins with a request that brings none. Whether it is recorded is decided there, once, and goes along in the flag of its
/// `traceparent`; everything later follows the flag.
public struct Tracer: Sendable {
    /// Records nothing, and passes the context of a caller on as it is.
    public static let off = Tracer(sampling: 0, report: nil)

    private let sampling: Double
    private let random: RandomBits
    private let clock: @Sendable () -> Int64
    private let report: (@Sendable (Span) -> Void)?

    /// - Parameters:
    ///   - sampling: the part of new traces, from 0 to 1, that is recorded.
    ///   - now: microseconds since 1970.
    ///   - report: takes each finished span of a recorded trace. Called in the midst of work, so it must neither wait nor fail.
    public init(
        sampling: Double,
        random: RandomBits = .system,
        now: @escaping @Sendable () -> Int64 = Tracer.wallClock,
        report: @escaping @Sendable (Span) -> Void
    ) {
        self.init(sampling: sampling, random: random, now: now, report: Optional(report))
    }

    private init(
        sampling: Double,
        random: RandomBits = .system,
        now: @escaping @Sendable () -> Int64 = Tracer.wallClock,
        report: (@Sendable (Span) -> Void)?
    ) {
        self.sampling = sampling
        self.random = random
        self.clock = now
        self.report = report
    }

    public var isOn: Bool { report != nil }

    /// Microseconds since 1970, for the start of a span.
    public var now: Int64 { clock() }

    /// The context of a request: within the caller's trace, or the first of a new one.
    ///
    /// - Parameter isProbe: true for what is asked every few seconds by machines; it begins no recorded trace.
    public func context(of caller: TraceContext?, isProbe: Bool = false) -> TraceContext {
        if let caller { return child(of: caller) }
        return TraceContext(isSampled: isOn && !isProbe && random.fraction() < sampling, random: random)
    }

    /// The context of a span within another one.
    public func child(of parent: TraceContext) -> TraceContext {
        isOn ? parent.child(random: random) : parent
    }

    /// Reports a span that ends now, if its trace is recorded.
    ///
    /// - Parameter tags: asked for only then.
    public func record(
        _ name: String,
        kind: Span.Kind? = nil,
        _ context: TraceContext,
        under parent: TraceContext?,
        since start: Int64,
        tags: @autoclosure () -> [String: String] = [:]
    ) {
        guard let report, context.isSampled else { return }
        report(Span(name, kind: kind, context: context, parentID: parent?.spanID, start: start, duration: now - start, tags: tags()))
    }

    /// Runs `body` as a span within `parent`; without a parent it is just run. Meanwhile `TraceContext.current` is that span.
    ///
    /// - Parameter tags: of a success. A failure gets the tag `error`.
    public func span<Value, Failure: Error>(
        _ name: String,
        kind: Span.Kind? = nil,
        under parent: TraceContext? = TraceContext.current,
        tags: (Value) -> [String: String] = { _ in [:] },
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard isOn, let parent, parent.isSampled else { return try await body() }
        let context = child(of: parent)
        let start = now
        // `withValue` cannot throw a typed error.
        let result = await TraceContext.$current.withValue(context) { () async -> Result<Value, Failure> in
            do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
        }
        switch result {
        case .success(let value): record(name, kind: kind, context, under: parent, since: start, tags: tags(value))
        case .failure(let error):
            record(name, kind: kind, context, under: parent, since: start, tags: ["error": String("\(error)".prefix(200))])
        }
        return try result.get()
    }

    /// The machine's clock.
    public static let wallClock: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
