import JSON

/// How entries are cut into requests, and what a request and its answer look like.
///
/// On the wire an entry's `entryId` is its place in the request: it has to be unique there and is seen by nobody else, so that
/// two copies of one event cannot spoil a request.
enum BulkRequest {
    /// Bytes around an event: names, quotes, commas and the entry id.
    private static let frameBytes = 64

    /// Cuts entries into runs that each fit into one request.
    static func split(_ entries: ArraySlice<BulkEntry>, maxEntries: Int, maxBytes: Int) -> [ArraySlice<BulkEntry>] {
        var runs: [ArraySlice<BulkEntry>] = []
        var start = entries.startIndex
        var bytes = 2
        for index in entries.indices {
            let size = size(entries[index])
            if index > start, index - start >= maxEntries || bytes + size > maxBytes {
                runs.append(entries[start..<index])
                start = index
                bytes = 2
            }
            bytes += size
        }
        if start < entries.endIndex { runs.append(entries[start...]) }
        return runs
    }

    static func encode(_ entries: ArraySlice<BulkEntry>) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: entries.reduce(2) { $0 + size($1) })
        writer.beginArray()
        for (place, entry) in entries.enumerated() {
            writer.beginObject()
            writer.member("entryId", String(place))
            writer.key("event")
            writer.raw(entry.event)
            writer.member("contentType", entry.contentType)
            if !entry.metadata.isEmpty { writer.member("metadata", entry.metadata) }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    /// Which entries failed, by place, from the answer to a request of so many. Nil when the answer does not tell.
    static func failures(_ body: DaprErrorBody, count: Int) -> [Int: String]? {
        guard let failedEntries = body.failedEntries, !failedEntries.isEmpty else { return nil }
        var failures: [Int: String] = [:]
        for entry in failedEntries {
            guard let place = Int(entry.entryID), (0..<count).contains(place) else { return nil }
            failures[place] = entry.error
        }
        return failures
    }

    /// At least as large as what `encode` writes for it.
    private static func size(_ entry: BulkEntry) -> Int {
        // A character of a string may become six bytes.
        let metadata = entry.metadata.reduce(entry.metadata.isEmpty ? 0 : 16) { $0 + 6 * ($1.key.utf8.count + $1.value.utf8.count) + 6 }
        return frameBytes + entry.event.count + 6 * entry.contentType.utf8.count + metadata
    }
}
