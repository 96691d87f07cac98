import JSON
import Testing

@Suite("Writing")
struct WriterTests {
    @Test("commas come by themselves")
    func commas() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", 1)
            writer.key("b")
            writer.array { writer in
                writer.int(-1)
                writer.object { _ in }
                writer.array { _ in }
                writer.raw(Array("{\"x\" : 1}".utf8))
                writer.null()
                writer.bool(true)
                writer.double(0.5)
            }
            writer.member("c", ifPresent: String?.none)
            writer.member("d", Int?.none)
            writer.member("e\"", ["y", "x"])
            writer.member("f", ["b": 2, "a": 1])
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"a":1,"b":[-1,{},[],{"x" : 1},null,true,0.5],"d":null,"e\"":["y","x"],"f":{"a":1,"b":2}}"#
        )
        writer.removeAll()
        writer.string("x")
        #expect(writer.bytes == Array("\"x\"".utf8))
    }

    @Test("strings are escaped as little as the grammar allows")
    func strings() throws {
        #expect(
            JSONValue.string("\u{0}\u{1f}\u{8}\t\n\u{c}\r\"\\/<é𝄞\u{7f}").description
                == "\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/<é𝄞\u{7f}\""
        )
        for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) {
            let text = String(scalar) + "x" + String(scalar)
            #expect(try JSONValue(parsing: JSONValue.string(text).description) == .string(text))
        }
    }

    @Test(
        "numbers are laid out as Go and ECMAScript do",
        arguments: [
            (0.0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (0.1, "0.1"), (0.001, "0.001"), (123.456, "123.456"),
            (1e-6, "0.000001"),
            (1.5e-6, "0.0000015"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"), (1e15, "1000000000000000"), (1e16, "10000000000000000"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"), (1.5e21, "1.5e+21"), (123456789012345683968, "123456789012345680000"), (9007199254740992, "9007199254740992"),
            (9007199254740994, "9007199254740994"), (12345678901234567168, "12345678901234567000"),
            (Double.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (0.3, "0.3"), (0.1 + 0.2, "0.30000000000000004"), (2251799813685249.5, "2251799813685249.5"), (-1e-5, "-0.00001"),
            (.infinity, "null"), (.nan, "null"),
        ]
    )
    func numbers(value: Double, text: String) {
        #expect(JSONValue.number(value).description == text)
    }

    @Test("integers keep all their digits")
    func integers() {
        for value in [0, 9, 10, -1, -10, 1_000_000, .max, .min] {
            #expect(JSONWriter.encode(value) == Array("\(value)".utf8))
        }
    }
}
