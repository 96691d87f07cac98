/// The members of a JSON object in the order in which they were written. Equality does not look at the order.
public struct JSONObject: Sendable {
    public typealias Member = (name: String, value: JSONValue)

    private var members: [Member] = []
    /// Where each name is, once there are too many to search them one by one.
    private var places: [String: Int]?

    public init() {}

    /// Of two members with one name the last counts, at the place of the first.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    public var names: [String] { members.map(\.name) }

    /// Setting nil removes the member.
    public subscript(name: String) -> JSONValue? {
        get { place(of: name).map { members[$0].value } }
        set {
            switch (place(of: name), newValue) {
            case (let place?, let value?): members[place].value = value
            case (nil, let value?): append((name, value))
            case (let place?, nil): remove(at: place)
            case (nil, nil): break
            }
        }
    }

    private func place(of name: String) -> Int? {
        if let places { return places[name] }
        return members.firstIndex { $0.name == name }
    }

    private mutating func append(_ member: Member) {
        places?[member.name] = members.count
        members.append(member)
        if places == nil && members.count > 16 { index() }
    }

    private mutating func remove(at place: Int) {
        members.remove(at: place)
        if places != nil { index() }
    }

    private mutating func index() {
        places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.name, $0) })
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(index: Int) -> Member { members[index] }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.name] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        // Equal objects may differ in order, so the order must not count.
        var sum = 0
        for member in members {
            var each = Hasher()
            each.combine(member.name)
            each.combine(member.value)
            sum &+= each.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            for member in members { writer.member(member.name, member.value) }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject: CustomStringConvertible {
    public var description: String { JSONValue.object(self).description }
}
