import Reminders

/// What is scheduled: a user out of many, a time, and 150 bytes of data.
enum Bodies {
    /// The `data` of each reminder: 150 bytes of JSON.
    static let data = #"{"note":""# + String(repeating: "0123456789abcdef", count: 8) + #"","n":1234567}"#

    static func item(user: Int, due: Timestamp) -> String {
        #"{"user_id":"user-\#(user)","remind_at":"\#(due.rfc3339)","data":\#(data)}"#
    }

    /// A batch, whose items have users from `firstUser` on out of so many, and due times `step` ms apart.
    static func batch(count: Int, firstUser: Int, users: Int, due: Timestamp, step: Int) -> [UInt8] {
        let items = (0..<count).map { index in
            item(user: (firstUser + index) % users, due: Timestamp(milliseconds: due.milliseconds + Int64(index * step)))
        }
        return Array(#"{"reminders":["#.utf8) + Array(items.joined(separator: ",").utf8) + Array("]}".utf8)
    }
}
