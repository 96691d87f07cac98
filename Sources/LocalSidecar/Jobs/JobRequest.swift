/// The body of `POST /v1.0/jobs/{name}`, read as protojson reads it: both spellings of names, unknown fields dropped.
struct JobRequest: Equatable, Sendable {
    var name: String?
    var schedule: String?
    var dueTime: String?
    var ttl: String?
    var repeats: Int?
    var data: GoValue?
    var overwrite = false
    var failurePolicy: FailurePolicy?

    /// - Throws: `BodyError` for what Dapr answers with 400 `ERR_MALFORMED_REQUEST`.
    init(_ body: GoValue) throws(BodyError) {
        guard case .object(let object) = body else {
            throw BodyError("proto: syntax error (line 1:1): unexpected token \(body.text.prefix(1))")
        }
        for member in object.members {
            if case .null = member.value, member.name != "data" { continue }
            switch member.name {
            case "name": name = try Self.text(member)
            case "schedule": schedule = try Self.text(member)
            case "dueTime", "due_time": dueTime = try Self.text(member)
            case "ttl": ttl = try Self.text(member)
            case "repeats": repeats = try Self.unsigned(member)
            case "data": data = member.value
            case "overwrite":
                guard let flag = member.value.bool else { throw Self.invalid("bool", member) }
                overwrite = flag
            case "failurePolicy", "failure_policy": failurePolicy = try Self.policy(member)
            default: break
            }
        }
    }

    private static func policy(_ member: GoObject.Member) throws(BodyError) -> FailurePolicy? {
        guard let object = member.value.object else { throw invalid("message", member) }
        let drop = object["drop"].flatMap { $0 == .null ? nil : $0 }
        let constant = object["constant"].flatMap { $0 == .null ? nil : $0 }
        if drop != nil, constant != nil { throw BodyError("proto: oneof dapr.proto.common.v1.JobFailurePolicy.policy is already set") }
        if let drop {
            guard drop.object != nil else { throw invalid("message", .init(name: "drop", value: drop)) }
            return .drop
        }
        guard let constant else { return nil }
        guard let fields = constant.object else { throw invalid("message", .init(name: "constant", value: constant)) }
        var interval: Span?
        var maxRetries: Int?
        for field in fields.members where field.value != .null {
            switch field.name {
            case "interval":
                let text = try Self.text(field)
                guard let span = ProtoDuration.parse(text) else {
                    throw BodyError("proto: invalid google.protobuf.Duration value \"\(text)\"")
                }
                interval = span
            case "maxRetries", "max_retries": maxRetries = try unsigned(field)
            default: break
            }
        }
        return .constant(interval: interval, maxRetries: maxRetries)
    }

    private static func text(_ member: GoObject.Member) throws(BodyError) -> String {
        guard let text = member.value.string else { throw invalid("string", member) }
        return text
    }

    /// An unsigned 32-bit integer, as a number or in a string.
    private static func unsigned(_ member: GoObject.Member) throws(BodyError) -> Int {
        let number = member.value.int ?? member.value.string.flatMap { Int($0) }
        guard let number, (0...Int(UInt32.max)).contains(number) else { throw invalid("uint32", member) }
        return number
    }

    private static func invalid(_ kind: String, _ member: GoObject.Member) -> BodyError {
        BodyError("proto: invalid value for \(kind) field \(member.name): \(member.value.text)")
    }
}

/// A request body that Dapr refuses before anything else looks at it. Never retriable.
struct BodyError: Error, Equatable {
    let code = "malformed_body"
    let message: String
    var isRetriable: Bool { false }

    init(_ message: String) {
        self.message = message
    }
}
