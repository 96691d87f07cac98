import Glibc
import Synchronization

/// Where log lines go. A line is written whole before the next one is begun, whichever threads they come from.
public final class LogOutput: Sendable {
    private let sink: Mutex<@Sendable ([UInt8]) -> Void>

    /// - Parameter write: gets one whole line at a time, with its line feed; never called by two threads at once.
    public init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        sink = Mutex(write)
    }

    public convenience init(fileDescriptor: Int32) {
        self.init { line in Self.write(line, to: fileDescriptor) }
    }

    public static let standardOutput = LogOutput(fileDescriptor: STDOUT_FILENO)
    public static let standardError = LogOutput(fileDescriptor: STDERR_FILENO)

    func write(_ line: [UInt8]) {
        sink.withLock { $0(line) }
    }

    /// Gives up a line that cannot be written: there is nowhere left to say so.
    private static func write(_ line: [UInt8], to descriptor: Int32) {
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    // A terminal or pipe that somebody made non-blocking, and that is full.
                    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    guard poll(&ready, 1, 1_000) > 0 else { return }
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
