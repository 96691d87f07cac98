import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that gets the journal as lines of JSON. Every line is written at once, so that what a killed sidecar did can still be read.
final class JournalFile: Sendable {
    private let descriptor: Int32
    private let lock = Mutex(())

    /// Appends to the file at `path`, creating it. Nil when it cannot be opened.
    init?(path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    func append(_ entry: JournalEntry) {
        var line = entry.value.bytes
        line.append(UInt8(ascii: "\n"))
        lock.withLock { _ in
            line.withUnsafeBytes { bytes in
                // A full disk costs journal lines, not the sidecar.
                _ = write(descriptor, bytes.baseAddress, bytes.count)
            }
        }
    }
}
