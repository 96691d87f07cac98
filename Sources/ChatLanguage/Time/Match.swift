/// Something that was read, and the index of the token after it.
struct Match<Value> {
    let value: Value
    let end: Int

    init(_ value: Value, to end: Int) {
        self.value = value
        self.end = end
    }
}
