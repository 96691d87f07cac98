import CCurl
import Glibc

/// A request under way: the target of curl's callbacks. Lives on the loop's thread only.
final class CurlTransfer {
    /// Beyond this a response header is an attack or a mistake. libcurl itself gives up at 300 KiB, or 100 KiB in one line.
    private static let maxHeaderBytes = 256 << 10

    let ticket: CurlTicket
    let origin: String
    let easy: CurlEasy
    private(set) var headers = CurlHeaders()
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    private var headerBytes = 0
    private var sentBytes = 0
    private(set) var isRepetitionRefused = false
    private(set) var isAddressRefused = false
    private let addressPolicy: AddressPolicy
    private var attempts = 0

    init(_ ticket: CurlTicket, origin: String, easy: CurlEasy, addressPolicy: AddressPolicy) {
        self.ticket = ticket
        self.addressPolicy = addressPolicy
        self.origin = origin
        self.easy = easy
    }

    /// `CURLOPT_WRITEFUNCTION`. Taking less than offered makes curl fail the transfer.
    static let receiveBody: ccurl_data_callback = { buffer, _, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        guard transfer.body.count + count <= transfer.ticket.maxResponseBytes else {
            transfer.isTooLarge = true
            return 0
        }
        transfer.body.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: count))
        return count
    }

    /// `CURLOPT_HEADERFUNCTION`, called once a line.
    static let receiveHeader: ccurl_data_callback = { buffer, _, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        transfer.headerBytes += count
        guard transfer.headerBytes <= maxHeaderBytes else {
            transfer.isTooLarge = true
            return 0
        }
        transfer.headers.append(line: UnsafeRawBufferPointer(start: buffer, count: count))
        return count
    }

    /// `CURLOPT_READFUNCTION`: the next part of a long body, straight from the request.
    static let provideBody: ccurl_data_callback = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.ticket.request.body.withUnsafeBytes { bytes in
            let length = min(size * count, bytes.count - transfer.sentBytes)
            guard length > 0, let start = bytes.baseAddress else { return 0 }
            UnsafeMutableRawPointer(buffer).copyMemory(from: start + transfer.sentBytes, byteCount: length)
            transfer.sentBytes += length
            return length
        }
    }

    /// `CURLOPT_SEEKFUNCTION`: curl starts the body anew on another connection.
    static let rewindBody: ccurl_seek_callback = { context, offset, origin in
        guard let context, origin == 0 else { return CURL_SEEKFUNC_CANTSEEK }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        guard let offset = Int(exactly: offset), (0...transfer.ticket.request.body.count).contains(offset) else {
            return CURL_SEEKFUNC_FAIL
        }
        transfer.sentBytes = offset
        return CURL_SEEKFUNC_OK
    }

    /// `CURLOPT_PREREQFUNCTION`, called before each sending of the request: ends the transfer at the second one.
    static let refuseRepetition: ccurl_prereq_callback = { context, _, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_OK }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        transfer.attempts += 1
        guard transfer.attempts > 1 else { return CURL_PREREQFUNC_OK }
        transfer.isRepetitionRefused = true
        return CURL_PREREQFUNC_ABORT
    }

    /// `CURLOPT_OPENSOCKETFUNCTION`, called with the very address that is about to be connected to, whatever the name of the host resolved to
    /// before and however the URL writes it. Without a socket curl tries the host's next address.
    static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        guard transfer.addressPolicy.allows(IPAddress(address)) else {
            transfer.isAddressRefused = true
            return CURL_SOCKET_BAD
        }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, kind, address.pointee.protocol)
    }
}
