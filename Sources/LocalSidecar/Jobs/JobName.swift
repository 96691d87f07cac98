/// Rules for the names of jobs (Dapr 1.18.2 and later).
enum JobName {
    /// The bound is not documented; a name of 600 characters is refused.
    static let longest = 512

    static func isValid(_ name: String) -> Bool {
        guard name != ".", name != "..", name.unicodeScalars.count <= longest else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && !"/\\#?".unicodeScalars.contains(scalar)
        }
    }
}
