import CCurl

extension CurlEasy {
    /// Bodies up to this size are handed to curl, which sends them together with the header in one segment;
    /// longer ones are read from the request's own array as curl needs them.
    private static let copiedBodyBytes = 16 << 10

    /// Prepares this handle for an HTTP request. `transfer` receives the callbacks and has to live until the handle is removed or reset.
    func configure(_ transfer: CurlTransfer, _ configuration: CurlConfiguration, remaining: Duration) throws(CurlError) {
        let request = transfer.ticket.request
        try explainFailures()
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        // Dots in a job name are not a path to walk.
        try set(CURLOPT_PATH_AS_IS, 1)
        // Otherwise http_proxy in the environment would send the sidecar's calls to a proxy.
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_TIMEOUT_MS, max(1, remaining.milliseconds))
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, min(remaining, configuration.connectTimeout).milliseconds))
        if let path = request.unixSocketPath { try set(CURLOPT_UNIX_SOCKET_PATH, path) }
        if let userAgent = configuration.userAgent { try set(CURLOPT_USERAGENT, userAgent) }

        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try set(CURLOPT_PRIVATE, pointer: context)
        try set(CURLOPT_WRITEDATA, pointer: context)
        try set(CURLOPT_WRITEFUNCTION, callback: CurlTransfer.receiveBody)
        try set(CURLOPT_HEADERDATA, pointer: context)
        try set(CURLOPT_HEADERFUNCTION, callback: CurlTransfer.receiveHeader)

        if configuration.addressPolicy != .any { try set(openSocketCallback: CurlTransfer.openSocket, context: context) }
        if request.isSentOnce {
            try set(CURLOPT_PREREQDATA, pointer: context)
            try set(prereqCallback: CurlTransfer.refuseRepetition)
        }

        try configureMethodAndBody(request, context)
        try set(headerLines: Self.headerLines(request, sendsAccept: configuration.sendsAccept))
    }

    private func configureMethodAndBody(_ request: CurlRequest, _ context: UnsafeMutableRawPointer) throws(CurlError) {
        let hasBody = !request.body.isEmpty || request.method == .post || request.method == .put || request.method == .patch
        guard hasBody else {
            if request.method == .head {
                try set(CURLOPT_NOBODY, 1)
            } else if request.method != .get {
                try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            }
            return
        }
        try set(CURLOPT_POST, 1)
        try set(CURLOPT_POSTFIELDSIZE_LARGE, offset: request.body.count)
        if request.body.count <= Self.copiedBodyBytes {
            var code = CURLE_OK
            request.body.withUnsafeBytes { bytes in
                // Not even an empty body may leave it null: curl would then read from standard input.
                let start = bytes.baseAddress ?? UnsafeRawPointer(pointer)
                code = ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
            }
            guard code == CURLE_OK else { throw CurlError(.other, message(for: code)) }
        } else {
            try set(CURLOPT_READDATA, pointer: context)
            try set(CURLOPT_READFUNCTION, callback: CurlTransfer.provideBody)
            // curl rewinds when a kept connection turns out to be dead and it tries again.
            try set(CURLOPT_SEEKDATA, pointer: context)
            try set(seekCallback: CurlTransfer.rewindBody)
        }
        if request.method != .post { try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
    }

    private static func headerLines(_ request: CurlRequest, sendsAccept: Bool) throws(CurlError) -> [String] {
        var lines: [String] = []
        lines.reserveCapacity(request.headers.count + 2)
        var hasContentType = false
        var hasAccept = sendsAccept
        for (name, value) in request.headers {
            guard isToken(name), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw CurlError(.invalidRequest, "header \"\(name)\" cannot be sent")
            }
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
            hasContentType = hasContentType || name.lowercased() == "content-type"
            hasAccept = hasAccept || name.lowercased() == "accept"
        }
        // Waiting for "100 Continue" costs a second with servers that never send it.
        lines.append("Expect:")
        // curl would call every body a web form.
        if !hasContentType { lines.append("Content-Type:") }
        if !hasAccept { lines.append("Accept:") }
        return lines
    }

    /// Token characters of RFC 9110, section 5.6.2.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

extension Duration {
    /// Rounded up, so that a deadline is never early.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let whole = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000)
        let part = Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
        // curl takes a C int of milliseconds.
        return whole.overflow ? Int(Int32.max) : min(whole.partialValue + part, Int(Int32.max))
    }
}
