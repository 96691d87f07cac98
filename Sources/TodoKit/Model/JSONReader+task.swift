import JSON
import Reminders

extension JSONReader {
    /// Reads an RFC 3339 time with its zone.
    mutating func timestamp() throws(JSONError) -> Timestamp {
        let path = path
        guard let result = Timestamp(rfc3339: try string()) else {
            var error = error(.invalidValue, "An RFC 3339 time with its zone is needed, such as 2026-01-01T09:00:00Z.")
            error.path = path
            throw error
        }
        return result
    }

    /// Reads one of the words that `Choice` knows.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(JSONError) -> Choice {
        let path = path
        guard let result = Choice(rawValue: try string()) else {
            var error = error(.invalidValue, "One of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")) is needed.")
            error.path = path
            throw error
        }
        return result
    }
}
