import JSON
import Traces

extension JSONWriter {
    /// A span in the JSON of Zipkin's API, version 2.
    mutating func zipkin(_ span: Span, service: String) {
        object { writer in
            writer.member("traceId", span.context.traceID.description)
            writer.member("id", span.context.spanIDText)
            if let parent = span.parentID { writer.member("parentId", TraceContext.text(ofSpan: parent)) }
            if let kind = span.kind { writer.member("kind", kind.rawValue) }
            writer.member("name", span.name)
            writer.key("timestamp")
            writer.int(Int(span.start))
            writer.key("duration")
            writer.int(Int(span.duration))
            writer.key("localEndpoint")
            writer.object { $0.member("serviceName", service) }
            if !span.tags.isEmpty {
                writer.key("tags")
                writer.object { writer in
                    for (name, value) in span.tags.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
                }
            }
        }
    }
}
