import JSON

extension FaultRule {
    /// Reads `{"seed": 1, "rules": [...]}`, the body of `PUT /faults`.
    public static func rules(json text: String) throws(ResourceError) -> (rules: [FaultRule], seed: UInt64) {
        let value: GoValue
        do {
            value = try GoValue(json: Array(text.utf8), numbers: .verbatim)
        } catch {
            throw ResourceError("faults: \(error.description)")
        }
        guard let list = value["rules"]?.array else { throw ResourceError("faults: rules has to be a list") }
        var rules: [FaultRule] = []
        for (index, rule) in list.enumerated() {
            do throws(BodyError) {
                rules.append(try FaultRule(rule))
            } catch {
                throw ResourceError("faults: rule \(index): \(error.message)")
            }
        }
        return (rules, UInt64(bitPattern: Int64(value["seed"]?.int ?? 0)))
    }
}
