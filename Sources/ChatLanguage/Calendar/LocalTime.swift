/// A time of day as a clock on the wall shows it.
public struct LocalTime: Sendable, Hashable, Codable, CustomStringConvertible {
    public let hour: Int
    public let minute: Int

    /// `nil` when no clock shows that.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// For hours and minutes that are known to be good.
    init(_ hour: Int, _ minute: Int = 0) {
        self.hour = min(max(hour, 0), 23)
        self.minute = min(max(minute, 0), 59)
    }

    init(millisecondsOfDay: Int64) {
        self.init(Int(millisecondsOfDay / 3_600_000), Int(millisecondsOfDay / 60_000 % 60))
    }

    /// When a task is due of which only the day was said.
    static let endOfDay = LocalTime(23, 59)
    /// When to remind if only the day was said.
    static let reminder = LocalTime(9)

    var milliseconds: Int64 { Int64(hour * 60 + minute) * 60_000 }

    public var description: String {
        (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
