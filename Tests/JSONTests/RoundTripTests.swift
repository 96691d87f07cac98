import JSON
import Testing

@Suite("Round trips of generated values")
struct RoundTripTests {
    @Test("what is written is read back the same", arguments: 0..<20 as Range<UInt64>)
    func trees(seed: UInt64) throws {
        var generator = ValueGenerator(seed: seed)
        for _ in 0..<100 {
            let value = generator.value(depth: 5)
            let text = JSONWriter.encode(value)
            for options in [JSONReader.Options.ijson, .lenient] {
                #expect(try JSONValue(parsing: text, options: options) == value)
                #expect(try RawJSON(validating: text, options: options).bytes == text)
            }
            // Escaping everything and adding space changes the text, not the value.
            #expect(try JSONValue(parsing: generator.disguise(text)) == value)
        }
    }

    @Test("every double survives, and its text is as short as Swift's", arguments: 0..<8 as Range<UInt64>)
    func doubles(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<5_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            let text = JSONValue.number(double).description
            #expect(Double(text) == double)
            // Leniently, since short texts of big doubles may be integers beyond 2^53.
            let read = try JSONReader.read(Array(text.utf8), options: .lenient) { (reader) throws(JSONError) in try reader.double() }
            #expect(read.bitPattern == double.bitPattern)
        }
    }

    @Test("decimals are rounded as the standard library rounds them", arguments: 0..<8 as Range<UInt64>)
    func decimals(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<5_000 {
            let digits = String(random.next() >> random.next(upperBound: 64 as UInt64))
            let text = "\(digits).\(random.next(upperBound: 1_000_000 as UInt64))e\(Int(random.next(upperBound: 60 as UInt64)) - 30)"
            let read = try JSONReader.read(Array(text.utf8)) { (reader) throws(JSONError) in try reader.double() }
            #expect(read == Double(text))
        }
    }

    @Test("random bytes never crash the reader, and both ways of reading agree", arguments: 0..<8 as Range<UInt64>)
    func noise(seed: UInt64) {
        var generator = ValueGenerator(seed: seed)
        let alphabet = Array("{}[]\",:\\ue0123.-+ntfals \u{1}é".utf8) + [0xFF, 0xED, 0xA0]
        for _ in 0..<3_000 {
            var text = JSONWriter.encode(generator.value(depth: 3))
            for _ in 0..<generator.random.next(upperBound: 4 as UInt64) {
                text[Int(generator.random.next(upperBound: UInt64(text.count)))] = alphabet.randomElement(using: &generator.random) ?? 0
            }
            for options in [JSONReader.Options.ijson, .lenient] {
                let tree = (try? JSONValue(parsing: text, options: options)) != nil
                #expect(tree == ((try? RawJSON(validating: text, options: options)) != nil), "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }
}
