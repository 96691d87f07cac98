import RemindersTestKit

/// Makes bad requests out of others, the same ones in every run.
struct FuzzGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func mutated(_ seeds: [String]) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &random) ?? "{}").utf8)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.insert(.random(in: 0...255, using: &random), at: place)
            case 1 where !bytes.isEmpty: bytes.remove(at: min(place, bytes.count - 1))
            case 2 where !bytes.isEmpty: bytes[min(place, bytes.count - 1)] = .random(in: 0...255, using: &random)
            case 3:
                let words = ["null", "1e999", "-0", "\"\\u0000\"", "{}", "[]", "9007199254740993", "\"\\ud800\"", ",", ":", "\"id\":"]
                bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: place)
            default:
                let end = Int.random(in: place...bytes.count, using: &random)
                bytes.removeSubrange(place..<end)
            }
        }
        return bytes
    }
}
