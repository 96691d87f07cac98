/// Under which condition a value is written or deleted.
public enum StateCondition: Sendable, Hashable {
    /// In any case: the last write wins.
    case none

    /// Only when the key has no value. Atomic: of any number of writers one succeeds, the others get `.conflict`.
    case ifAbsent

    /// Only when the value is still of this version.
    case ifMatch(String)

    /// What stands for the condition in a request. `-1` is a version that no value has, so it matches an absent key only (state.redis; `0` would overwrite).
    var etag: String? {
        switch self {
        case .none: nil
        case .ifAbsent: "-1"
        case .ifMatch(let etag): etag
        }
    }
}
