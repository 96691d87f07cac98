import Foundation

/// Reads a file line by line, so that its length does not matter.
final class LineReader {
    private let file: FileHandle
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    private var isAtEnd = false
    private var number = 0

    /// Nil when the file cannot be read.
    ///
    /// - Parameter path: nil is standard input.
    init?(path: String?) {
        guard let path else {
            file = .standardInput
            return
        }
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        self.file = file
    }

    /// The next line without its end, and its number; nil at the end.
    func next() -> (number: Int, text: [UInt8])? {
        var looked = start
        while true {
            if let end = buffer[looked...].firstIndex(of: UInt8(ascii: "\n")) { return line(upTo: end, next: end + 1) }
            if isAtEnd { return start < buffer.count ? line(upTo: buffer.count, next: buffer.count) : nil }
            buffer.removeFirst(start)
            start = 0
            looked = buffer.count
            let more = (try? file.read(upToCount: 1 << 16)) ?? nil
            if let more, !more.isEmpty { buffer += more } else { isAtEnd = true }
        }
    }

    private func line(upTo end: Int, next: Int) -> (number: Int, text: [UInt8]) {
        defer { start = next }
        number += 1
        return (number, Array(buffer[start..<end]))
    }
}
