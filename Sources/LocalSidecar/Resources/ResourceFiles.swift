#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads resource files from the disk, as `--resources-path` and `--config` name them.
public enum ResourceFiles {
    /// The YAML files of a folder, not of those within it, in the order of their names.
    public static func folder(_ path: String) throws(ResourceError) -> [(name: String, text: String)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ResourceError("the folder \(path) cannot be read")
        }
        var files: [(name: String, text: String)] = []
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            files.append(try file("\(path)/\(name)"))
        }
        return files
    }

    public static func file(_ path: String) throws(ResourceError) -> (name: String, text: String) {
        guard let data = FileManager.default.contents(atPath: path) else { throw ResourceError("the file \(path) cannot be read") }
        return (path, String(decoding: data, as: UTF8.self))
    }
}
