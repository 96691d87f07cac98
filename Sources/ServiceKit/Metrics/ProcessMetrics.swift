import Glibc

/// What Linux knows about this process, under the names that Prometheus's own clients use.
enum ProcessMetrics {
    static func register(in registry: MetricRegistry) {
        _ = startTime
        registry.gauge("process_resident_memory_bytes", "Resident memory size in bytes.") { Double(residentBytes) }
        registry.counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.") { cpuSeconds }
        registry.gauge("process_start_time_seconds", "Start time of the process since the Unix epoch in seconds.") { startTime }
        registry.gauge("process_open_fds", "Number of open file descriptors.") { Double(openFiles) }
    }

    static var residentBytes: Int {
        // Pages: total, resident, …
        let fields = read("/proc/self/statm").split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Taken when the metrics are first registered, which is when a service starts.
    private static let startTime: Double = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }()

    static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static var openFiles: Int {
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // Without `.`, `..` and the directory itself.
        return count - 3
    }

    private static func read(_ path: String) -> String {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return "" }
        defer { close(file) }
        return String(unsafeUninitializedCapacity: 512) { buffer in max(Glibc.read(file, buffer.baseAddress, 512), 0) }
    }
}

extension MetricRegistry {
    /// Adds memory, CPU time, start and open files of this process.
    ///
    /// - Parameter service: the app-id, for `punctual_info`, by which queries tell what a process is however Prometheus found it.
    public func addProcessMetrics(service: String) {
        ProcessMetrics.register(in: self)
        gauge(
            "punctual_info",
            "1, labelled with the service that this process is, as the metrics of its sidecar are.",
            labels: [("app_id", service)]
        ) { 1 }
    }
}
