import Redis

/// One script for each transition of the ledger, embedded in the binary.
enum LedgerScripts {
    static let ledger = script("ledger", PackageResources.ledger_lua)
    static let schedule = script("schedule", PackageResources.schedule_lua)
    static let fetch = script("fetch", PackageResources.fetch_lua)
    static let replace = script("replace", PackageResources.replace_lua)
    static let cancel = script("cancel", PackageResources.cancel_lua)
    static let recordHandover = script("record_handover", PackageResources.record_handover_lua)
    static let awaitingHandover = script("awaiting_handover", PackageResources.awaiting_handover_lua)
    static let confirmWithdrawn = script("confirm_withdrawn", PackageResources.confirm_withdrawn_lua)
    static let claimDue = script("claim_due", PackageResources.claim_due_lua)
    static let claim = script("claim", PackageResources.claim_lua)
    static let settle = script("settle", PackageResources.settle_lua)
    static let page = script("page", PackageResources.page_lua)
    static let counts = script("counts", PackageResources.counts_lua)
    static let expired = script("expired", PackageResources.expired_lua)
    static let forget = script("forget", PackageResources.forget_lua)

    static let all = [
        ledger, schedule, fetch, replace, cancel, recordHandover, awaitingHandover, confirmWithdrawn, claimDue, claim, settle, page,
        counts, expired, forget,
    ]

    private static func script(_ name: String, _ body: [UInt8]) -> RedisScript {
        RedisScript(name: name, source: PackageResources.prelude_lua + body)
    }
}
