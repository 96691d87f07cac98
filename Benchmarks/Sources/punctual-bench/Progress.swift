import Glibc

/// What happens meanwhile, on standard error; the table alone goes to standard output.
enum Progress {
    static func say(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
