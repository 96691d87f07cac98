import JSON
import Testing

/// Texts by the grammar of RFC 8259, in the groups in which parsers usually go wrong.
@Suite("The grammar of JSON")
struct GrammarTests {
    @Test(
        "well-formed texts are accepted, strictly and leniently",
        arguments: [
            // Structure
            "[]", "{}", "[[]]", "[{}]", "{\"\":{}}", " [ 1 , 2 ] ", "\t\n\r {\"a\" : [ ] }\n", "[1,[2,[3]],{\"a\":{\"b\":[]}}]",
            // Any kind may be outermost
            "null", "true", "false", "0", "\"\"", "\"a\"", " 1 ",
            // Numbers
            "-0", "-1", "10", "1.5", "-0.5", "0.0000001", "1e5", "1E5", "1e+5", "1e-5", "0e0", "0E+1", "1.25e-3", "-1.0E-2",
            "123456789012345.6789", "0.1234567890123456789012345", "1e-400", "9007199254740992", "-9007199254740992",
            // Strings
            #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u20AC""#, #""\uD834\uDD1E""#, #""\ud834\udd1e""#, #""\u0000""#, "\"\u{7f}\"",
            "\"é€𝄞\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", #"{"\u0061":1,"b":2}"#, "\"12345678\"", "\"1234567é\"",
        ]
    )
    func accepts(text: String) throws {
        for options in [JSONReader.Options.ijson, .lenient] {
            let value = try JSONValue(parsing: text, options: options)
            #expect(try JSONValue(parsing: value.description, options: options) == value)
            _ = try RawJSON(validating: Array(text.utf8), options: options)
        }
    }

    @Test(
        "malformed texts are refused, strictly and leniently",
        arguments: [
            // Structure
            "", " ", "[", "]", "{", "}", "[1", "[1,", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1;2]", "[1}", "{]", "[[]", "[]]", "[1]x", "1 2",
            "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "{\"a\"::1}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}",
            "{\"a\":1 \"b\":2}", "{\"a\":1", "{\"a\":", "{\"a\"", "{\"a", "{\"a\":1]", "[1]/**/", "[1]//x", "#1", "<a>",
            // Words
            "nul", "nulll", "NULL", "True", "tru", "fals", "undefined", "NaN", "Infinity", "-Infinity", "nan", "a", "é",
            // Numbers
            "-", "+1", ".5", "1.", "1.e1", "01", "-01", "00", "1e", "1e+", "1E-", "1e1.5", "0x1", "1_000", "1,000", "--1", "-.5", "1f", "٣",
            "1e5e5",
            "[1.]", "[-]", "[01]",
            // Too large for a double
            "1e400", "-1e400", "123e999999999999999999",
            // Strings
            "\"", "\"a", "'a'", "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1f}\"", #""\x41""#, #""\a""#, #""\u""#, #""\u12""#, #""\u12G4""#,
            #""\U0041""#,
            #""\"#, #""\u004"#, "\"abcdefgh", "\"abcdefgh\\", "\"a\"b\"", "\u{FEFF}[]", "\"a\u{1}bcdefghijk\"",
        ]
    )
    func refuses(text: String) {
        for options in [JSONReader.Options.ijson, .lenient] {
            #expect(throws: JSONError.self) { try JSONValue(parsing: text, options: options) }
            #expect(throws: JSONError.self) { try RawJSON(validating: Array(text.utf8), options: options) }
        }
    }

    @Test(
        "white space is the four characters of the RFC and nothing else",
        arguments: ["\u{0B}", "\u{0C}", "\u{A0}", "\u{2003}", "\u{85}"]
    )
    func otherSpace(space: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[\(space)1]") }
    }

    @Test("a text that stops anywhere is refused, and never read beyond its end")
    func everyPrefix() throws {
        let text = Array(#" {"a":[1.5e+3,-2,true,false,null,"x\u00e9\ud834\udd1e é€"],"bcdefghijklmnopqr":{"c":{}}}"#.utf8)
        _ = try JSONValue(parsing: text)
        for length in 0..<text.count {
            let prefix = Array(text[..<length])
            #expect(throws: JSONError.self, "\(length)") { try JSONValue(parsing: prefix) }
            #expect(throws: JSONError.self, "\(length)") { try JSONValue(parsing: prefix, options: .lenient) }
        }
    }

    @Test("every single byte exchanged gives a value or an error, the same by tree and by skipping")
    func everyByte() throws {
        let text = Array(#"{"a":[1.5e+3,-2,true,null,"\u00e9\ud834\udd1eé"],"b":{}}"#.utf8)
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[place] = byte
                for options in [JSONReader.Options.ijson, .lenient] {
                    let tree = (try? JSONValue(parsing: changed, options: options)) != nil
                    let raw = (try? RawJSON(validating: changed, options: options)) != nil
                    #expect(tree == raw, "byte \(byte) at \(place)")
                }
            }
        }
    }
}
