/// Chance that depends on nothing but the seed, the rule, the subject and how often the rule has met that subject: a run
/// with the same calls meets the same faults, in whatever order the calls come.
struct SeededChance {
    private var state: UInt64

    init(seed: UInt64, rule: Int, subject: String, occurrence: Int) {
        // FNV-1a, because Swift's own hashes differ from run to run.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in subject.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = seed ^ (hash &+ UInt64(rule) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(occurrence) &* 0xD1B5_4A32_D192_ED03)
    }

    /// Uniform in 0..<1 (SplitMix64).
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }
}
