import JSON
import Testing

@Suite("I-JSON (RFC 7493)")
struct IJSONTests {
    @Test(
        "what I-JSON forbids is refused by name and place",
        arguments: [
            (#"{"a":1,"a":1}"#, JSONError.Code.duplicateName, "a", 7),
            (#"{"a":1,"\u0061":1}"#, .duplicateName, "a", 7),
            (#"{"x":{"a":1,"b":2,"a":3}}"#, .duplicateName, "x.a", 18),
            (#"["\ud800"]"#, .loneSurrogate, "[0]", 2),
            (#"["\udc00"]"#, .loneSurrogate, "[0]", 2),
            (#"["\ud800\ud800"]"#, .loneSurrogate, "[0]", 2),
            (#"["\ud800\n"]"#, .loneSurrogate, "[0]", 2),
            (#"{"n":9007199254740993}"#, .numberOutOfRange, "n", 5),
            (#"{"n":-9007199254740993}"#, .numberOutOfRange, "n", 5),
            (#"{"n":12345678901234567890}"#, .numberOutOfRange, "n", 5),
            (#"{"n":123456789012345678901234567890}"#, .numberOutOfRange, "n", 5),
            (#"["\ufffe"]"#, .noncharacter, "[0]", 2),
            (#"["\udbff\udfff"]"#, .noncharacter, "[0]", 2),
            (#"["\ufdd0"]"#, .noncharacter, "[0]", 2),
        ]
    )
    func refused(text: String, code: JSONError.Code, path: String, offset: Int) throws {
        for read in [{ try JSONValue(parsing: text) }, { try RawJSON(validating: Array(text.utf8)).value() }] {
            let error = try #require(throws: JSONError.self) { try read() }
            #expect(error.code == code)
            #expect(error.path == path)
            #expect(error.offset == offset)
        }
        _ = try JSONValue(parsing: text, options: .lenient)
    }

    @Test(
        "bytes that are not UTF-8 are refused where they stand",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE2, 0x82], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9D, 0x84],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC3, 0x28],
        ] as [[UInt8]]
    )
    func notUTF8(bytes: [UInt8]) throws {
        let text = Array("{\"aé\":\"ab".utf8) + bytes + Array("\"}".utf8)
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.code == .invalidUTF8)
        #expect(error.offset == 10)
        let lenient = try JSONValue(parsing: text, options: .lenient)
        #expect(lenient["aé"]?.string?.contains("\u{FFFD}") == true)
    }

    @Test(
        "noncharacters are refused as bytes too",
        arguments: [[0xEF, 0xB7, 0x90], [0xEF, 0xBF, 0xBE], [0xF4, 0x8F, 0xBF, 0xBF]] as [[UInt8]]
    )
    func noncharacters(bytes: [UInt8]) throws {
        let text = [0x22] + bytes + [0x22]
        #expect(try #require(throws: JSONError.self) { try JSONValue(parsing: text) }.code == .noncharacter)
        #expect(try JSONValue(parsing: text, options: .lenient).string?.utf8.elementsEqual(bytes) == true)
    }

    @Test("duplicates are found among many names, which takes no time to speak of")
    func manyNames() throws {
        let members = (0..<200_000).map { "\"name\($0)\":\($0)" }
        let good = "{\(members.joined(separator: ","))}"
        #expect(try JSONValue(parsing: good).object?.count == 200_000)
        let bad = "{\(members.joined(separator: ",")),\"name7\":0}"
        let error = try #require(throws: JSONError.self) { try RawJSON(validating: Array(bad.utf8)) }
        #expect(error.code == .duplicateName)
        #expect(error.path == "name7")
    }

    @Test("names are told apart by all their bytes", arguments: 1...40)
    func similarNames(length: Int) throws {
        let name = String(repeating: "a", count: length)
        let names = [name, name + "a", name.dropLast() + "b", "b" + name.dropFirst(), name + #"\u0000"#].map { "\"\($0)\"" }
        let text = "{\(Set(names).map { "\($0):1" }.joined(separator: ","))}"
        #expect(try JSONValue(parsing: text).object?.count == Set(names).count)
        #expect(throws: JSONError.self) { try JSONValue(parsing: "{\(names[0]):1,\"z\":2,\(names[0]):3}") }
    }

    @Test("leniently, the last of two members counts, and big integers lose digits as in Go")
    func lenient() throws {
        #expect(try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#, options: .lenient) == ["a": 3, "b": 2])
        #expect(try JSONValue(parsing: "12345678901234567890", options: .lenient).description == "12345678901234567000")
        #expect(try JSONValue(parsing: #""\ud800x""#, options: .lenient) == "\u{FFFD}x")
        #expect(try JSONValue(parsing: #""\ud800\ud834\udd1e""#, options: .lenient) == "\u{FFFD}𝄞")
    }

    @Test("nesting is limited, and the limit is a parameter")
    func depth() throws {
        func nested(_ depth: Int) -> [UInt8] { Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8) }
        _ = try JSONValue(parsing: nested(64))
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: nested(65)) }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 64)
        #expect(throws: JSONError.self) { try RawJSON(validating: nested(65)) }
        _ = try JSONValue(parsing: nested(512), options: .lenient)
        _ = try RawJSON(validating: nested(100_000), options: .init(maxDepth: 100_000))
        #expect(throws: JSONError.self) { try RawJSON(validating: Array(String(repeating: "[", count: 100_000).utf8)) }
    }
}
