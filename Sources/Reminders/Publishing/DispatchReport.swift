/// What became of a batch of claims.
struct DispatchReport: Sendable, Equatable {
    var published = 0
    /// Failed by itself, while the way was open.
    var refused = 0
    /// Failed because nothing gets through.
    var unavailable = 0
    /// Not published, since the lease had ended or was about to.
    var lapsed = 0
    /// Published, but the ledger could not be told.
    var unrecorded = 0
    /// Put off, untried, so that others have their turn.
    var setAside = 0
    /// When the earliest of those that failed is to be tried again.
    var retryAt: Timestamp?

    var isOutage: Bool { unavailable > 0 && published == 0 }

    static func + (left: DispatchReport, right: DispatchReport) -> DispatchReport {
        DispatchReport(
            published: left.published + right.published,
            refused: left.refused + right.refused,
            unavailable: left.unavailable + right.unavailable,
            lapsed: left.lapsed + right.lapsed,
            unrecorded: left.unrecorded + right.unrecorded,
            setAside: left.setAside + right.setAside,
            retryAt: [left.retryAt, right.retryAt].compactMap(\.self).min()
        )
    }
}
