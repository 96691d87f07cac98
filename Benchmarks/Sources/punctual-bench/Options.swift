/// The command line.
struct Options: Sendable {
    static let help = """
        Benchmarks/run [--only P1,P5] [--quick] [--runs N] [--json FILE]
          --only   these rows: P1 to P8
          --quick  one short run of each: shows that the benchmark works, not how fast anything is
          --runs   runs of each row (3)
          --json   every run with all that was measured, as JSON
        """

    var punctual = ""
    var only: Set<String> = []
    var isQuick = false
    var runs = 3
    var json: String?

    init(_ words: [String]) throws(BenchError) {
        var words = words[...]
        while let word = words.popFirst() {
            switch word {
            case "--quick": (isQuick, runs) = (true, 1)
            case "--only": only = Set(try Self.value(word, &words).uppercased().split(separator: ",").map(String.init))
            case "--json": json = try Self.value(word, &words)
            case "--punctual": punctual = try Self.value(word, &words)
            case "--runs":
                guard let number = Int(try Self.value(word, &words)), (1...20).contains(number) else {
                    throw BenchError("--runs takes 1 to 20")
                }
                runs = number
            default: throw BenchError("\(word)?\n\(Self.help)")
            }
        }
        if let unknown = only.first(where: { !Benchmark.ids.contains($0) }) { throw BenchError("there is no row \(unknown)") }
    }

    func wants(_ id: String) -> Bool { only.isEmpty || only.contains(id) }

    private static func value(_ name: String, _ words: inout ArraySlice<String>) throws(BenchError) -> String {
        guard let value = words.popFirst() else { throw BenchError("\(name) takes a value\n\(help)") }
        return value
    }
}
