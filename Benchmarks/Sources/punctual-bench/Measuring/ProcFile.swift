import FoundationEssentials

/// Files of `/proc`, whose size is not known before they are read.
enum ProcFile {
    static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A line of `/proc/PID/status` in MiB, such as `VmRSS`.
    static func mebibytes(_ name: String, pid: Int32) -> Double {
        let line = read("/proc/\(pid)/status")?.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }
}
