import JSON

/// The result for people and for programs.
enum Table {
    static func text(_ rows: [Row]) -> String {
        var lines = [
            "| # | what | ours (median, spread) | limit in the same run | ratio | CPU s per 1,000 | also | target (issue 2) |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for row in rows {
            let values = row.runs.map(\.value).sorted()
            let spread = values.count > 1 ? " (\(Figure.text(values[0]))–\(Figure.text(values[values.count - 1])))" : ""
            let cells = [
                row.id, row.what, "\(Figure.text(row.median)) \(row.unit)\(spread)",
                row.limit.map { "\(row.limitName) \(Figure.text($0))" } ?? "–", row.ratio.map { Figure.text($0) } ?? "–",
                Figure.list(row.medians { $0.cpu.map { ($0.name, $0.seconds) } }), Figure.list(row.medians(\.details)), target(row),
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n")
    }

    static func json(_ rows: [Row]) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 16_384)
        writer.beginArray()
        for row in rows {
            writer.object { writer in
                writer.member("row", row.id)
                writer.member("what", row.what)
                writer.member("unit", row.unit)
                writer.key("runs")
                writer.beginArray()
                for run in row.runs {
                    writer.object { writer in
                        writer.member("value", run.value)
                        writer.member("limit", ifPresent: run.limit)
                        for (name, seconds) in run.cpu { writer.member("cpu_s_per_1000_\(name)", seconds) }
                        for (name, value) in run.details where value.isFinite { writer.member(name, value) }
                    }
                }
                writer.endArray()
            }
        }
        writer.endArray()
        return writer.bytes
    }

    private static func target(_ row: Row) -> String {
        let met = row.isMet.map { $0 ? ": met" : ": **missed**" } ?? ""
        switch row.target {
        case .atLeast(let bound): return "≥ \(Figure.text(bound))\(met)"
        case .atMost(let bound): return "≤ \(Figure.text(bound))\(met)"
        case .reported(let text): return text
        }
    }
}
