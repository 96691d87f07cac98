import Reminders

/// Requests for one reminder each, for one user out of 10,000. Without an id, so that each is a new one.
struct OneBody {
    private let request: [UInt8]
    private let digits: Int

    init(_ load: HTTPLoad, due: Timestamp) {
        let body = Array(Bodies.item(user: 10_000, due: due).utf8)
        let request = load.head("POST", "/v1/reminders", bodyBytes: body.count) + body
        let marker = Array("user-1".utf8)
        let places = request.count - body.count..<request.count - marker.count
        digits = (places.first { request[$0..<$0 + marker.count].elementsEqual(marker) } ?? 0) + marker.count
        self.request = request
    }

    func write(_ number: Int, _ output: inout [UInt8]) {
        output += request
        var rest = number % 10_000
        for place in (digits..<digits + 4).reversed() {
            output[place] = UInt8(48 + rest % 10)
            rest /= 10
        }
    }
}
