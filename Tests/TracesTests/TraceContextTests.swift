import Synchronization
import Testing
import Traces

@Suite("Trace context")
struct TraceContextTests {
    let text = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    @Test("a traceparent is read and written again; a child has another span in the same trace")
    func roundTrip() throws {
        let context = try #require(TraceContext(traceparent: text))
        #expect(context.traceparent == text)
        #expect(context.isSampled)
        #expect(context.traceID.description == "0af7651916cd43dd8448eb211c80319c")
        let child = context.child(random: RandomBits { 0x1F })
        #expect(child.traceparent == "00-0af7651916cd43dd8448eb211c80319c-000000000000001f-01")
    }

    @Test("ids are never zero")
    func nonzero() {
        let context = TraceContext(random: RandomBits { 0 })
        #expect(TraceContext(traceparent: context.traceparent) == context)
    }

    @Test(
        "what the standard does not allow is passed over",
        arguments: [
            "", "00", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
            "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01", "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
        ]
    )
    func refused(text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }

    @Test("later versions may have more fields, and are answered in ours")
    func laterVersion() {
        let context = TraceContext(traceparent: "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03-what-comes")
        #expect(context?.child(random: RandomBits { 1 }).traceparent == "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01")
    }
}
