import Synchronization
import Testing
import Traces

@Suite("Tracer")
struct TracerTests {
    /// A tracer whose clock moves by a millisecond each time it is asked, and what it reported.
    final class Bench: Sendable {
        private let state = Mutex((spans: [Span](), time: Int64(1_000_000), bits: UInt64(0)))

        var spans: [Span] { state.withLock(\.spans) }

        func tracer(sampling: Double = 1) -> Tracer {
            Tracer(
                sampling: sampling,
                random: RandomBits { [self] in
                    state.withLock { state in
                        state.bits += 1
                        return state.bits
                    }
                },
                now: { [self] in
                    state.withLock { state in
                        state.time += 1_000
                        return state.time
                    }
                },
                report: { [self] span in state.withLock { $0.spans.append(span) } }
            )
        }
    }

    struct Refusal: Error {}

    @Test("spans within spans are linked, and the task knows the innermost one")
    func nesting() async {
        let bench = Bench()
        let tracer = bench.tracer()
        let root = tracer.context(of: nil)
        #expect(root.isSampled)
        let seen = await tracer.span("outer", kind: .client, under: root, tags: { ["answer": $0 ?? ""] }) {
            await tracer.span("inner") { TraceContext.current?.spanIDText }
        }
        let (inner, outer) = (bench.spans[0], bench.spans[1])
        #expect(bench.spans.count == 2)
        #expect((inner.name, outer.name) == ("inner", "outer"))
        #expect(outer.parentID == root.spanID)
        #expect(inner.parentID == outer.context.spanID)
        #expect(seen == inner.context.spanIDText)
        #expect(Set([root.traceID, inner.context.traceID, outer.context.traceID]).count == 1)
        #expect(outer.tags == ["answer": inner.context.spanIDText])
        #expect(outer.start < inner.start && inner.start + inner.duration < outer.start + outer.duration)
        #expect(TraceContext.current == nil)
    }

    @Test("a failure is thrown on, and marks the span")
    func failure() async {
        let bench = Bench()
        let tracer = bench.tracer()
        await #expect(throws: Refusal.self) {
            try await tracer.span("work", under: tracer.context(of: nil)) { () async throws(Refusal) in throw Refusal() }
        }
        #expect(bench.spans.map(\.tags) == [["error": "Refusal()"]])
    }

    @Test("the caller's flag decides, whatever the sampling says")
    func flag() async throws {
        let sampled = try #require(TraceContext(traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
        let unsampled = try #require(TraceContext(traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"))
        let bench = Bench()
        await bench.tracer(sampling: 0).span("wanted", under: sampled) {}
        await bench.tracer(sampling: 1).span("unwanted", under: unsampled) {}
        #expect(bench.spans.map(\.name) == ["wanted"])
        #expect(bench.tracer(sampling: 0).context(of: nil).isSampled == false)
        #expect(bench.tracer(sampling: 1).context(of: nil, isProbe: true).isSampled == false)
    }

    @Test("a part of new traces is recorded")
    func sampling() {
        var generator = SystemRandomNumberGenerator()
        let fixed = (0..<400).map { _ in generator.next() }
        let place = Atomic(0)
        let tracer = Tracer(sampling: 0.25, random: RandomBits { fixed[place.wrappingAdd(1, ordering: .relaxed).oldValue % 400] }) { _ in }
        let count = (0..<4_000).count { _ in tracer.context(of: nil).isSampled }
        #expect((600...1_400).contains(count))
    }

    @Test("without a parent there is no span; switched off, the caller's context is passed on unchanged")
    func none() async throws {
        let bench = Bench()
        await bench.tracer().span("alone", under: nil) {}
        #expect(bench.spans.isEmpty)
        let caller = try #require(TraceContext(traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
        #expect(Tracer.off.context(of: caller) == caller)
        #expect(Tracer.off.child(of: caller) == caller)
    }
}
