import JSON
import Testing

@Suite("Reading without a tree")
struct ReaderTests {
    struct Item: JSONDecodable, Equatable {
        var id = ""
        var count = 0
        var tags: [String] = []
        var data: RawJSON?

        init(id: String, count: Int = 0, tags: [String] = [], data: RawJSON? = nil) {
            (self.id, self.count, self.tags, self.data) = (id, count, tags, data)
        }

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextMember() {
                switch key {
                case "id": id = try reader.string()
                case "count": count = try reader.int(in: 0...100)
                case "tags": tags = try .init(from: &reader)
                case "data": data = try reader.optional { (reader) throws(JSONError) in try reader.rawValue() }
                case "a_name_of_more_than_15_bytes": try reader.skip()
                case "left": continue
                default: throw reader.error(.invalidValue, "There is no such field.")
                }
            }
        }
    }

    func fault(_ text: String) throws -> JSONError {
        try #require(throws: JSONError.self) { try [Item](json: Array(text.utf8)) }
    }

    @Test("members come by name, in any order, and those left alone are passed over")
    func struct_() throws {
        let text =
            #" [ {"tags":["x","y"], "left": {"deep":[1,{}]} ,"id":"a\n", "data" : { "k" : [1.0] } ,"count":1e1}, {"id":"b","data":null,"left":1 },{"#
        let items = try [Item](json: Array((text + #""a_name_of_more_than_15_bytes":[2],"id":"c"} ]"#).utf8))
        let data = try RawJSON(validating: Array(#"{ "k" : [1.0] }"#.utf8))
        #expect(items == [Item(id: "a\n", count: 10, tags: ["x", "y"], data: data), Item(id: "b"), Item(id: "c")])
        #expect(items[0].data?.description == #"{ "k" : [1.0] }"#)
    }

    @Test("a fault names the place")
    func places() throws {
        #expect(try fault(#"[{},{"tags":["a",1]}]"#).path == "[1].tags[1]")
        #expect(try fault(#"[{},{"tags":["a",1]}]"#).message == "Expected a string, found a number.")
        #expect(try fault(#"[{"data":{"a b":{"c":9007199254740993}}}]"#).path == #"[0].data["a b"].c"#)
        #expect(try fault(#"[{"data":[[],[0,{"":{"x":1,"x":1}}]]}]"#).path == #"[0].data[1][1][""].x"#)
        #expect(try fault(#"[{"unknown":1}]"#).path == "[0].unknown")
        #expect(try fault(#"[{"count":101}]"#).path == "[0].count")
        #expect(try fault(#"[{"count":1.5}]"#).code == .typeMismatch)
        #expect(try fault(#"[{"count":1e30}]"#).code == .numberOutOfRange)
        #expect(try fault(#"[{"left":tru}]"#).path == "[0].left")
        #expect(try fault("{}").path == "")
        #expect(try fault("{}").message == "Expected an array, found an object.")
        #expect(try fault("[] []").code == .trailing)
        #expect(try fault("[{\"id\":\"a\"").code == .unexpectedEnd)
        #expect("\(try fault(#"[{"count":true}]"#))" == "[0].count: Expected a number, found a boolean. (byte 10)")
    }

    @Test(
        "an isolated fault leaves its neighbours alone",
        arguments: [
            #"{"count":"x","tags":[1]}"#, #"{"tags":["a",1,"b"],"id":"x"}"#, #"{"data":{"n":[1,9007199254740993,{}]},"id":"x"}"#, #"7"#,
            #"[[],[]]"#,
            #"{"id":"x","id":"y","left":[1]}"#, #"{"data":{"\ud800":1,"b":2}}"#, #"{"id":"\ud800","left":{"a":[1]}}"#, #"{"no":1}"#,
            #"{"id":"\ufdd0"}"#,
            #"{"left":1,"\udc00":{"a":1,"a":2},"x":1}"#,
            #"{"data":"# + String(repeating: "[", count: 80) + String(repeating: "]", count: 80) + "}",
        ]
    )
    func isolated(bad: String) throws {
        let text = #"[{"id":"first"},\#(bad),{"id":"last"}]"#
        let results = try JSONReader.read(Array(text.utf8)) { (reader) throws(JSONError) in
            try reader.array { (reader) throws(JSONError) in
                try reader.isolated { (reader) throws(JSONError) in try Item(from: &reader) }
            }
        }
        try #require(results.count == 3)
        #expect(try results[0].get() == Item(id: "first"))
        #expect(try results[2].get() == Item(id: "last"))
        let error = #expect(throws: JSONError.self) { try results[1].get() }
        #expect(error?.path.hasPrefix("[1]") == true)
    }

    @Test("a broken text is not isolated", arguments: [#"{"id":}"#, #"{"id" "a"}"#, "{", "[1,]", "\"a", "x"])
    func notIsolated(bad: String) {
        #expect(throws: JSONError.self) {
            try JSONReader.read(Array("[\(bad),{}]".utf8)) { (reader) throws(JSONError) in
                try reader.array { (reader) throws(JSONError) in
                    try reader.isolated { (reader) throws(JSONError) in try Item(from: &reader) }
                }
            }
        }
    }

    @Test("isolation passes over what the body leaves unread")
    func halfRead() throws {
        let ids = try JSONReader.read(Array(#"[{"id":"a","x":[1,[2]]},{"id":"b"},[],3]"#.utf8)) { (reader) throws(JSONError) in
            try reader.array { (reader) throws(JSONError) in
                try reader.isolated { (reader) throws(JSONError) -> String in
                    try reader.beginObject()
                    _ = try reader.nextMember()
                    return try reader.string()
                }
            }
        }
        #expect(ids.map { try? $0.get() } == ["a", "b", nil, nil])
    }

    @Test("whole numbers keep their value up to 2^53, and up to Int when lenient")
    func integers() throws {
        func int(_ text: String, _ options: JSONReader.Options = .ijson) throws -> Int {
            try JSONReader.read(Array(text.utf8), options: options) { (reader) throws(JSONError) in try reader.int() }
        }
        for (text, value) in [("0", 0), ("-0", 0), ("-17", -17), ("1.0", 1), ("1e3", 1000), ("12.5e1", 125), ("9007199254740992", 1 << 53)]
        {
            #expect(try int(text) == value)
        }
        #expect(try int("9223372036854775807", .lenient) == .max)
        #expect(try int("-9223372036854775808", .lenient) == .min)
        #expect(throws: JSONError.self) { try int("9223372036854775808", .lenient) }
        #expect(throws: JSONError.self) { try int("99999999999999999999", .lenient) }
        #expect(throws: JSONError.self) { try int("9007199254740993") }
    }

    @Test("a span and a pointer read like an array")
    func otherInputs() throws {
        let bytes = Array("[1,2]".utf8)
        let fromSpan = try JSONReader.read(bytes.span.bytes) { (reader) throws(JSONError) in try [Int](from: &reader) }
        let fromPointer = try bytes.withUnsafeBytes { buffer in
            try JSONReader.read(buffer) { (reader) throws(JSONError) in try [Int](from: &reader) }
        }
        #expect(fromSpan == [1, 2])
        #expect(fromPointer == [1, 2])
        #expect(throws: JSONError.self) {
            try JSONReader.read(UnsafeRawBufferPointer(start: nil, count: 0)) { (reader) throws(JSONError) in try reader.int() }
        }
    }

    @Test("keys compare with literals of any length")
    func keys() {
        for length in 0...40 {
            let name = String(String(repeating: "abcdefgé", count: 6).prefix(length))
            #expect(JSONKey(name).string == name)
            #expect(JSONKey(name) == JSONKey(name))
            #expect(JSONKey(name) != JSONKey(name + "\0"))
            #expect(JSONKey(name) != JSONKey(name + "x"))
        }
        #expect(JSONKey("fifteen_bytes_x") == "fifteen_bytes_x")
        #expect(JSONKey("sixteen_bytes_xy") == "sixteen_bytes_xy")
        #expect(JSONKey("sixteen_bytes_xy") != "sixteen_bytes_xz")
        #expect(JSONKey("é") == "é")
    }
}
