import JSON

/// A job as it is stored: what was asked for, with the default policy filled in.
struct JobDefinition: Equatable, Sendable {
    var name: String
    var schedule: String?
    var dueTime: String?
    var ttl: String?
    var repeats: Int?
    /// The JSON text of the data, sorted and compact; nil when the job has none.
    var data: [UInt8]?
    var policy: FailurePolicy

    init(name: String, _ request: JobRequest) {
        self.name = name
        schedule = request.schedule
        dueTime = request.dueTime
        ttl = request.ttl
        repeats = request.repeats
        data = request.data?.bytes
        policy = request.failurePolicy ?? .standard
    }

    /// The answer to `GET /v1.0/jobs/{name}`, in protojson's order.
    var readBack: [UInt8] {
        var output = Array("{\"name\":".utf8)
        GoValue.write(name, to: &output)
        for (label, text) in [("schedule", schedule)] { Self.append(label, text, to: &output) }
        if let repeats { output.append(contentsOf: ",\"repeats\":\(repeats)".utf8) }
        for (label, text) in [("dueTime", dueTime), ("ttl", ttl)] { Self.append(label, text, to: &output) }
        if let data {
            output.append(contentsOf: ",\"data\":{\"@type\":\"type.googleapis.com/google.protobuf.Value\",\"value\":".utf8)
            output.append(contentsOf: data)
            output.append(UInt8(ascii: "}"))
        }
        output.append(contentsOf: ",\"failurePolicy\":".utf8)
        policy.value.write(to: &output)
        output.append(UInt8(ascii: "}"))
        return output
    }

    private static func append(_ label: String, _ text: String?, to output: inout [UInt8]) {
        guard let text else { return }
        output.append(contentsOf: ",\"\(label)\":".utf8)
        GoValue.write(text, to: &output)
    }

    func timing(begin: Moment) throws(JobValidationError) -> JobTiming {
        try JobTiming(schedule: schedule, dueTime: dueTime, ttl: ttl, repeats: repeats, begin: begin)
    }
}

extension JobDefinition {
    /// The definition without its data, as it is kept beside them.
    var stored: [UInt8] {
        var object = GoObject([("name", .string(name)), ("failurePolicy", policy.value)])
        object["schedule"] = schedule.map { .string($0) }
        object["dueTime"] = dueTime.map { .string($0) }
        object["ttl"] = ttl.map { .string($0) }
        object["repeats"] = repeats.map { .integer($0) }
        return GoValue.object(object).bytes
    }

    /// Nil for what this sidecar never stored.
    init?(stored: [UInt8], data: [UInt8]?) {
        guard let value = try? GoValue(json: stored, numbers: .verbatim), let name = value["name"]?.string,
            var object = value.object
        else { return nil }
        object["name"] = nil
        guard let request = try? JobRequest(.object(object)) else { return nil }
        self.init(name: name, request)
        self.data = data
    }
}
