import FoundationEssentials
import Glibc

/// CPU time that processes spend between two moments, user and system, from `/proc/PID/stat` (steps of 10 ms).
struct CPUMeter {
    private let processes: [(name: String, pid: Int32)]
    private let start: [Double]

    init(_ processes: [(name: String, pid: Int32)]) {
        self.processes = processes
        start = processes.map { Self.seconds($0.pid) }
    }

    /// By process, per 1,000 of so many operations.
    func spent(per operations: Int) -> [(name: String, seconds: Double)] {
        zip(processes, start).map { ($0.name, (Self.seconds($0.pid) - $1) / Double(max(operations, 1)) * 1000) }
    }

    static func seconds(_ pid: Int32) -> Double {
        guard let text = ProcFile.read("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else { return .nan }
        // After the name: state is field 3, utime 14, stime 15.
        let fields = text[text.index(after: name)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
