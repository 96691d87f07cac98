extension JSONReader {
    /// Enters an object. Read its members with `nextMember()` until that returns nil.
    public mutating func beginObject() throws(JSONError) {
        try expect(.object, startingWith: UInt8(ascii: "{"))
        try open(isObject: true)
    }

    /// Enters an array. Read its elements while `nextElement()` returns true.
    public mutating func beginArray() throws(JSONError) {
        try expect(.array, startingWith: UInt8(ascii: "["))
        try open(isObject: false)
    }

    /// The name of the next member, whose value comes next, or nil when the object has ended.
    public mutating func nextMember() throws(JSONError) -> JSONKey? {
        if isBeforeValue && !frames.isEmpty { try skip() }
        let comma = position
        guard try advance(closing: UInt8(ascii: "}")) else { return nil }
        guard position < count, base[position] == UInt8(ascii: "\"") else {
            throw position < count
                ? error(.syntax, "A member name in double quotes is expected here.")
                : error(.unexpectedEnd, "The text ends inside an object.")
        }
        let start = position
        let token: StringToken
        do {
            token = try scanString()
        } catch {
            // Before the comma again, from where the object can be gone through once more: see `isolated(_:)`.
            position = comma
            throw error
        }
        let key = key(of: token)
        position = token.end &+ 1
        skipWhitespace()
        guard position < count else { throw error(.unexpectedEnd, "The text ends inside an object.") }
        guard base[position] == UInt8(ascii: ":") else { throw error(.syntax, "A colon is expected after a member name.") }
        position &+= 1
        isBeforeValue = true
        let isNew = note(key)
        frames[frames.count &- 1].index &+= 1
        guard isNew else { throw error(.duplicateName, at: start, "The name occurs twice in the object.") }
        return key
    }

    /// Whether there is another element, which comes next; false when the array has ended.
    public mutating func nextElement() throws(JSONError) -> Bool {
        guard try advance(closing: UInt8(ascii: "]")) else { return false }
        frames[frames.count &- 1].index &+= 1
        isBeforeValue = true
        return true
    }

    /// Reads an array whose elements `element` reads.
    public mutating func array<Element>(
        _ element: (inout JSONReader) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        try beginArray()
        while try nextElement() { elements.append(try element(&self)) }
        return elements
    }

    /// Reads an object; `member` gets each name and reads its value, or leaves it.
    public mutating func object(_ member: (JSONKey, inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        try beginObject()
        while let key = try nextMember() { try member(key, &self) }
    }

    private mutating func open(isObject: Bool) throws(JSONError) {
        guard frames.count < options.maxDepth else {
            throw error(.tooDeep, "Arrays and objects may be nested \(options.maxDepth) deep at most.")
        }
        position &+= 1
        isBeforeValue = false
        frames.append(Frame(isObject: isObject, firstName: names.count))
    }

    /// Steps over the comma before the next member or element, or over the end of the container.
    private mutating func advance(closing: UInt8) throws(JSONError) -> Bool {
        guard let frame = frames.last, frame.isObject == (closing == UInt8(ascii: "}")) else {
            throw error(.typeMismatch, "No such container is open.")
        }
        if isBeforeValue { try skip() }
        skipWhitespace()
        guard position < count else {
            throw error(.unexpectedEnd, "The text ends inside \(frame.isObject ? "an object" : "an array").")
        }
        if base[position] == closing {
            position &+= 1
            frames.removeLast()
            if frame.isLarge { manyNames[frames.count] = nil }
            if names.count > frame.firstName { names.removeLast(names.count &- frame.firstName) }
            return false
        }
        guard frame.index >= 0 else { return true }
        guard base[position] == UInt8(ascii: ",") else {
            throw error(.syntax, "A comma or the end of the \(frame.isObject ? "object" : "array") is expected here.")
        }
        position &+= 1
        skipWhitespace()
        if position < count, base[position] == closing { throw error(.syntax, "Nothing follows the comma.") }
        return true
    }

    /// Remembers a member's name. False when the object has it already and that matters.
    private mutating func note(_ key: JSONKey) -> Bool {
        let top = frames.count &- 1
        let first = frames[top].firstName
        guard options.strictness == .ijson else {
            if names.count > first { names[first] = key } else { names.append(key) }
            return true
        }
        defer { names.append(key) }
        if frames[top].isLarge { return manyNames[top, default: []].insert(key).inserted }
        for index in first..<names.count where names[index] == key { return false }
        if names.count &- first >= 24 {
            frames[top].isLarge = true
            manyNames[top] = Set(names[first...] + [key])
        }
        return true
    }
}
