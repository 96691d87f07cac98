import Redis
public import Reminders

extension RedisReminderStore {
    /// Settings of the Redis behind this store under which it may lose or evict reminders.
    public func hazards() async throws(StoreError) -> [LedgerHazard] {
        let info = try await send(["INFO"]).bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return LedgerHazard.found(info: LedgerHazard.fields(ofInfo: info), save: await savePoints())
    }

    /// Nil where `CONFIG` is not allowed.
    private func savePoints() async -> String? {
        let reply = try? await send(["CONFIG", "GET", "save"])
        guard case .array(let pair)? = reply, pair.count == 2, let value = pair[1].bytes else { return nil }
        return String(decoding: value, as: UTF8.self)
    }
}
