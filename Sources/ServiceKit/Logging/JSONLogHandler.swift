import JSON
public import Logging

/// Writes each log record as one line of JSON: `time` (RFC 3339, UTC), `level`, `logger`, `message`, `error` if there is one, and then the
/// metadata in the order of their names. Dictionaries within metadata become members with dotted names.
public struct JSONLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let output: LogOutput
    /// Milliseconds since 1970.
    private let now: @Sendable () -> Int64

    public init(
        label: String,
        level: Logger.Level = .info,
        output: LogOutput = .standardError,
        metadataProvider: Logger.MetadataProvider? = nil,
        now: (@Sendable () -> Int64)? = nil
    ) {
        self.label = label
        self.logLevel = level
        self.output = output
        self.metadataProvider = metadataProvider
        self.now = now ?? { UTCTimestamp.now() }
    }

    /// Makes every `Logger` of this process write JSON lines. To be called once, before the first logger is made.
    public static func bootstrap(level: Logger.Level, output: LogOutput = .standardError) {
        LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level, output: output) }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var line = JSONWriter(reservingCapacity: 512)
        line.object { line in
            line.key("time")
            line.timestamp(milliseconds: now())
            line.member("level", event.level.rawValue)
            line.member("logger", label)
            line.member("message", "\(event.message)")
            if let error = event.error { line.member("error", String(describing: error)) }
            for (name, value) in merged(with: event.metadata).sorted(by: { $0.key < $1.key }) {
                line.metadata(name: Self.reserved.contains(name) ? "metadata.\(name)" : name, value)
            }
        }
        output.write(line.bytes + [UInt8(ascii: "\n")])
    }

    private static let reserved: Set<String> = ["time", "level", "logger", "message"]

    private func merged(with own: Logger.Metadata?) -> Logger.Metadata {
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { $1 } }
        if let own { merged.merge(own) { $1 } }
        return merged
    }
}

extension JSONWriter {
    fileprivate mutating func timestamp(milliseconds: Int64) {
        var text = [UInt8(ascii: "\"")]
        UTCTimestamp.append(milliseconds: milliseconds, to: &text)
        text.append(UInt8(ascii: "\""))
        raw(text)
    }

    fileprivate mutating func metadata(name: String, _ value: Logger.Metadata.Value) {
        if case .dictionary(let members) = value {
            for (member, value) in members.sorted(by: { $0.key < $1.key }) { metadata(name: "\(name).\(member)", value) }
        } else {
            key(name)
            metadata(value)
        }
    }

    private mutating func metadata(_ value: Logger.Metadata.Value) {
        switch value {
        case .string(let text): string(text)
        case .stringConvertible(let value as Int): int(value)
        case .stringConvertible(let value as Double): double(value)
        case .stringConvertible(let value as Bool): bool(value)
        case .stringConvertible(let value): string(value.description)
        case .array(let values): array { writer in for value in values { writer.metadata(value) } }
        case .dictionary(let members): object { writer in for (name, value) in members { writer.metadata(name: name, value) } }
        }
    }
}
