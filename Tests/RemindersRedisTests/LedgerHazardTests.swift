import RemindersRedis
import Testing

@Suite("Settings of Redis that could lose reminders")
struct LedgerHazardTests {
    func settings(_ policy: String, log: Bool, save: String?) -> [String] {
        let info = LedgerHazard.fields(ofInfo: "# Memory\r\nmaxmemory_policy:\(policy)\r\n# Persistence\r\naof_enabled:\(log ? 1 : 0)\r\n")
        return LedgerHazard.found(info: info, save: save).map(\.setting)
    }

    @Test("none with noeviction and an append-only file")
    func safe() {
        #expect(settings("noeviction", log: true, save: "") == [])
        #expect(settings("noeviction", log: true, save: nil) == [])
    }

    @Test("any eviction policy", arguments: ["allkeys-lru", "volatile-lru", "allkeys-random", "volatile-ttl", "allkeys-lfu"])
    func evicting(policy: String) {
        #expect(settings(policy, log: true, save: nil) == ["maxmemory-policy"])
    }

    @Test("no persistence, unknown persistence and snapshots alone")
    func volatile() {
        #expect(settings("noeviction", log: false, save: "") == ["appendonly"])
        #expect(settings("noeviction", log: false, save: nil) == ["appendonly"])
        #expect(settings("noeviction", log: false, save: "3600 1") == ["appendonly"])
        #expect(settings("allkeys-lru", log: false, save: "") == ["maxmemory-policy", "appendonly"])
    }

    @Test("are named with what to change")
    func advice() {
        let hazard = LedgerHazard.found(info: ["maxmemory_policy": "allkeys-lru", "aof_enabled": "1"], save: nil).first
        #expect(hazard?.description.contains("Set maxmemory-policy to noeviction") == true)
    }
}
