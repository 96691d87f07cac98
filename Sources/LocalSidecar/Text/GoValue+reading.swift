import JSON

extension GoValue {
    /// What becomes of numbers.
    enum Numbers {
        /// As a double, in Go's rendering: integers beyond 2^53 lose digits.
        case double
        /// As the sender wrote them.
        case verbatim
    }

    /// Reads lenient JSON, as Go does: a repeated name replaces the earlier one.
    init(json bytes: [UInt8], numbers: Numbers) throws(JSONError) {
        self = try JSONReader.read(bytes, options: .lenient) { (reader) throws(JSONError) in
            try GoValue(&reader, numbers)
        }
    }

    init(_ reader: inout JSONReader, _ numbers: Numbers) throws(JSONError) {
        switch try reader.kind() {
        case .null:
            try reader.null()
            self = .null
        case .bool: self = .bool(try reader.bool())
        case .string: self = .string(try reader.string())
        case .number:
            switch numbers {
            case .double: self = .number(GoNumber.text(try reader.double()))
            case .verbatim: self = .number(String(decoding: try reader.rawValue().bytes, as: UTF8.self))
            }
        case .array:
            var elements: [GoValue] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try GoValue(&reader, numbers)) }
            self = .array(elements)
        case .object:
            var object = GoObject()
            try reader.beginObject()
            while let key = try reader.nextMember() { object[key.string] = try GoValue(&reader, numbers) }
            self = .object(object)
        }
    }
}
