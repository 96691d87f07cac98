/// A setting of Redis under which it may lose or evict reminders.
public struct LedgerHazard: Sendable, Equatable, CustomStringConvertible {
    /// The setting's name in redis.conf.
    public var setting: String
    /// What is wrong with it.
    public var problem: String
    /// What to change.
    public var advice: String

    public var description: String { "\(setting): \(problem). \(advice)" }
}

extension LedgerHazard {
    /// Judges what Redis says of itself. Pure.
    ///
    /// - Parameters:
    ///   - info: the fields of `INFO`.
    ///   - save: the setting `save`; nil where `CONFIG` is not allowed, as on managed servers.
    public static func found(info: [String: String], save: String?) -> [LedgerHazard] {
        var hazards: [LedgerHazard] = []
        let policy = info["maxmemory_policy"] ?? "unknown"
        if policy != "noeviction" {
            hazards.append(
                LedgerHazard(
                    setting: "maxmemory-policy",
                    problem: "\(policy) lets Redis evict reminders when its memory is full",
                    advice: "Set maxmemory-policy to noeviction"
                )
            )
        }
        let hasLog = info["aof_enabled"] == "1"
        let hasSnapshots = save.map { !$0.isEmpty } ?? false
        if !hasLog && !hasSnapshots {
            hazards.append(
                LedgerHazard(
                    setting: "appendonly",
                    problem: "Redis keeps nothing on disk, so a restart loses every reminder",
                    advice: "Set appendonly to yes, with appendfsync everysec"
                )
            )
        } else if !hasLog {
            hazards.append(
                LedgerHazard(
                    setting: "appendonly",
                    problem: "with snapshots alone (save \(save ?? "")), a restart loses what was accepted since the last one",
                    advice: "Set appendonly to yes, with appendfsync everysec"
                )
            )
        }
        return hazards
    }

    /// The fields of a reply to `INFO`.
    public static func fields(ofInfo text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
        return fields
    }
}
