import JSON
import Testing

@Suite("Values as a tree")
struct ValueTests {
    @Test("accessors give what is there and nil for the rest")
    func accessors() throws {
        let value = try JSONValue(parsing: #"{"a":[1,2.5,"x",true,null],"b":{"c":1e300}}"#)
        #expect(value["a"]?[0]?.int == 1)
        #expect(value["a"]?[1]?.int == nil)
        #expect(value["a"]?[1]?.double == 2.5)
        #expect(value["a"]?[2]?.string == "x")
        #expect(value["a"]?[3]?.bool == true)
        #expect(value["a"]?[4]?.isNull == true)
        #expect(value["a"]?[5] == nil)
        #expect(value["b"]?["c"]?.int == nil)
        #expect(value["b"]?["d"] == nil)
        #expect(value["a"]?["x"] == nil)
        #expect(value.kind == .object)
    }

    @Test("objects keep the order of their members, but are equal in any order")
    func order() throws {
        let one = try JSONValue(parsing: #"{"b":1,"a":{"y":2,"x":3}}"#)
        let two = try JSONValue(parsing: #"{"a":{"x":3,"y":2},"b":1}"#)
        #expect(one == two)
        #expect(one.hashValue == two.hashValue)
        #expect(one.description == #"{"b":1,"a":{"y":2,"x":3}}"#)
        #expect(one != ["b": 1])
    }

    @Test("members are set, replaced and removed, few or many", arguments: [3, 16, 17, 100])
    func members(count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["n\(number)"] = .number(Double(number)) }
        object["n1"] = "replaced"
        object["n0"] = nil
        object["unknown"] = nil
        #expect(object.count == count - 1)
        #expect(object["n0"] == nil)
        #expect(object.first?.name == "n1")
        #expect(object["n1"] == "replaced")
        #expect(object["n\(count - 1)"]?.int == count - 1)
        #expect(object.names == (1..<count).map { "n\($0)" })
    }

    @Test("raw values are exactly what was written, and equal only byte for byte")
    func raw() throws {
        let raw = try RawJSON(validating: Array("  { \"a\" : 1.0 }\n".utf8))
        #expect(raw.description == #"{ "a" : 1.0 }"#)
        #expect(raw != (try RawJSON(validating: Array(#"{"a":1.0}"#.utf8))))
        #expect(try raw.value() == ["a": 1])
        #expect(RawJSON(["a": 1] as JSONValue).description == #"{"a":1}"#)
        #expect(RawJSON.null.bytes == Array("null".utf8))
        #expect(throws: JSONError.self) { try RawJSON(validating: []) }
    }
}
