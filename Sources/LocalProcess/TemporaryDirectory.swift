import FoundationEssentials
import Glibc

/// A directory of our own under `TMPDIR` (or `/tmp`), readable by us alone.
public struct TemporaryDirectory: Sendable {
    public let path: String

    /// - Parameter prefix: The start of its name; keep it short, since paths of unix sockets end at 107 bytes.
    public init(prefix: String) throws(ProcessError) {
        let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        guard let pointer = strdup("\(root)/\(prefix)XXXXXX") else { throw ProcessError(.resources, "no memory") }
        defer { free(pointer) }
        guard mkdtemp(pointer) != nil else {
            throw ProcessError(.resources, "no temporary directory in \(root): \(systemMessage(errno))")
        }
        path = String(cString: pointer)
    }

    /// Removes it with all that is in it.
    public func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Runs `body` with a new directory and removes it afterwards, also when `body` throws.
    @discardableResult
    public static func with<Result>(prefix: String, _ body: (TemporaryDirectory) async throws -> Result) async throws -> Result {
        let directory = try TemporaryDirectory(prefix: prefix)
        defer { directory.remove() }
        return try await body(directory)
    }
}
