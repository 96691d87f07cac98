extension Job {
    /// What the scheduler would refuse with a 500 that looks like an outage is better refused here, with a reason.
    func validate() throws(DaprError) {
        try Self.validate(name: name)
        if dueTime == nil, schedule == nil { throw DaprError(.invalid, "a job needs a due time or a schedule") }
        if dueTime == "" || schedule == "" || ttl == "" { throw DaprError(.invalid, "an empty time is no time") }
        if let repeats, !(1...Int(UInt32.max)).contains(repeats) { throw DaprError(.invalid, "repeats has to be at least 1") }
        if let repeats, repeats > 1, schedule == nil { throw DaprError(.invalid, "repeats needs a schedule") }
        if ttl != nil, schedule == nil { throw DaprError(.invalid, "ttl needs a schedule") }
        if case .constant(let interval, let maxRetries) = failurePolicy {
            if interval < .zero { throw DaprError(.invalid, "the retry interval is negative") }
            if let maxRetries, !(0...Int(UInt32.max)).contains(maxRetries) { throw DaprError(.invalid, "maxRetries is negative") }
        }
    }

    /// Refuses names that no version of Dapr takes, and those with a per-cent sign, which are accepted and never delivered (1.18.3).
    static func validate(name: String) throws(DaprError) {
        let isBlank = name.allSatisfy { $0 == " " }
        let isForbidden = name.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F || "/\\#?%".unicodeScalars.contains(scalar)
        }
        guard !isBlank, !isForbidden, name != ".", name != "..", name.utf8.count < 500 else {
            throw DaprError(.invalid, "\"\(name)\" cannot be the name of a job")
        }
    }
}
