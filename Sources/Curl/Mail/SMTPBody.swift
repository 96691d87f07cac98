import CCurl

/// The mail as curl takes it, part by part: the target of its callbacks. Lives on the thread of its transfer only.
final class SMTPBody {
    let bytes: [UInt8]
    private let isCancelled: () -> Bool
    private var given = 0

    init(_ bytes: [UInt8], isCancelled: @escaping () -> Bool) {
        self.bytes = bytes
        self.isCancelled = isCancelled
    }

    /// All of it has been handed to curl. Before that, the server cannot have accepted anything.
    var isComplete: Bool { given == bytes.count }

    /// `CURLOPT_READFUNCTION`
    static let provide: ccurl_data_callback = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let body = Unmanaged<SMTPBody>.fromOpaque(context).takeUnretainedValue()
        return body.bytes.withUnsafeBytes { bytes in
            let length = min(size * count, bytes.count - body.given)
            guard length > 0, let start = bytes.baseAddress else { return 0 }
            UnsafeMutableRawPointer(buffer).copyMemory(from: start + body.given, byteCount: length)
            body.given += length
            return length
        }
    }

    /// `CURLOPT_XFERINFOFUNCTION`, called once a second at least. Anything but 0 ends the transfer.
    static let progress: curl_xferinfo_callback = { context, _, _, _, _ in
        guard let context else { return 0 }
        return Unmanaged<SMTPBody>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
    }
}
