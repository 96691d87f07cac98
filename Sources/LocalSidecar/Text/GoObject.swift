/// The members of a JSON object. A repeated name replaces the earlier one, as in Go.
struct GoObject: Equatable, Sendable {
    struct Member: Equatable, Sendable {
        var name: String
        var value: GoValue
    }

    /// In no particular order.
    private(set) var members: [Member] = []

    init() {}

    init(_ members: [(String, GoValue)]) {
        for (name, value) in members { self[name] = value }
    }

    var isEmpty: Bool { members.isEmpty }

    /// Linear: the objects that pass through here have a dozen members.
    subscript(name: String) -> GoValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// By name. Swift's order of strings is that of their bytes for all that stands in practice in names.
    var sorted: [Member] { members.sorted { $0.name < $1.name } }
}
