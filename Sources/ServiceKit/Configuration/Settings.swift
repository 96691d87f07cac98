import Glibc
import Synchronization

/// Typed access to environment variables, over which the command line may put values of its own.
///
/// It remembers what was asked for, so that a service can say what it runs with, and which variables it does not know.
public final class Settings: Sendable {
    private let overrides: [String: String]
    private let environment: [String: String]
    private let used = Mutex<[String: String]>([:])

    /// - Parameters:
    ///   - overrides: from the command line, by the name of the variable that each one replaces.
    ///   - environment: nil takes that of this process.
    public init(overrides: [String: String] = [:], environment: [String: String]? = nil) {
        self.overrides = overrides
        self.environment = environment ?? Self.processEnvironment()
    }

    /// An empty variable counts as not set, as is usual in container manifests.
    public func string(_ name: String) -> String? {
        let value = raw(name)
        note(name, value)
        return value
    }

    public func string(_ name: String, default fallback: String) -> String {
        let value = raw(name) ?? fallback
        note(name, value)
        return value
    }

    public func required(_ name: String) throws(SettingsError) -> String {
        guard let value = string(name) else { throw SettingsError(.missing, name: name, message: "This variable has to be set.") }
        return value
    }

    public func secret(_ name: String) -> Secret? {
        let secret = raw(name).map { Secret($0) }
        note(name, secret?.description)
        return secret
    }

    public func int(_ name: String, default fallback: Int, in range: ClosedRange<Int>) throws(SettingsError) -> Int {
        try parsed(name, default: fallback, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    public func double(_ name: String, default fallback: Double, in range: ClosedRange<Double>) throws(SettingsError) -> Double {
        try parsed(name, default: fallback, "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    public func bool(_ name: String, default fallback: Bool) throws(SettingsError) -> Bool {
        try parsed(name, default: fallback, "true or false") { text in
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        }
    }

    /// A duration as `250ms`, `2s`, `5m`, `1h` or `1d`.
    public func duration(_ name: String, default fallback: Duration, in range: ClosedRange<Duration>) throws(SettingsError) -> Duration {
        let wanted = "a duration such as 250ms, 2s or 5m, from \(range.lowerBound) to \(range.upperBound)"
        return try parsed(name, default: fallback, wanted) { text in
            Self.duration(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        default fallback: Choice
    ) throws(SettingsError) -> Choice {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try parsed(name, default: fallback, "one of \(words)", shown: { $0.rawValue }) { Choice(rawValue: $0.lowercased()) }
    }

    /// Everything that was asked for, as `NAME=value` by name, without secrets.
    public var summary: [String] {
        used.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// Variables with that prefix that nobody asked for: most likely misspelt.
    public func unknown(prefix: String) -> [String] {
        let known = used.withLock { Set($0.keys) }
        return Set(overrides.keys).union(environment.keys).filter { $0.hasPrefix(prefix) && !known.contains($0) }.sorted()
    }

    private func parsed<Value>(
        _ name: String,
        default fallback: Value,
        _ wanted: String,
        shown: (Value) -> String = { "\($0)" },
        _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value {
        guard let text = raw(name) else {
            note(name, shown(fallback))
            return fallback
        }
        guard let value = parse(text) else {
            note(name, text)
            throw SettingsError(.invalid, name: name, message: "\"\(text)\" is not \(wanted).")
        }
        note(name, text)
        return value
    }

    private func raw(_ name: String) -> String? {
        let value = overrides[name] ?? environment[name]
        return value?.isEmpty == true ? nil : value
    }

    private func note(_ name: String, _ value: String?) {
        used.withLock { $0[name] = value ?? "(not set)" }
    }

    private static func processEnvironment() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return variables
    }

    private static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int(digits), amount <= 1_000_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(amount)
        case "s": return .seconds(amount)
        case "m": return .seconds(amount * 60)
        case "h": return .seconds(amount * 3_600)
        case "d": return .seconds(amount * 86_400)
        default: return nil
        }
    }
}
