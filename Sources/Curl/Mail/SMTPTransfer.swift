import CCurl
import Synchronization

/// One attempt to send one mail, on a thread of its own.
final class SMTPTransfer: Sendable {
    private let mail: MailMessage
    private let server: SMTPServer
    private let until: ContinuousClock.Instant
    private let connectTimeout: Duration
    private let isCancelled = Atomic<Bool>(false)

    init(mail: MailMessage, server: SMTPServer, until: ContinuousClock.Instant, connectTimeout: Duration) {
        self.mail = mail
        self.server = server
        self.until = until
        self.connectTimeout = connectTimeout
    }

    /// From any thread.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Sends the mail, and calls `report` once. Saying goodbye to the server comes after that and keeps nobody waiting.
    func run(_ report: (Result<Void, SMTPError>) -> Void) {
        guard let easy = CurlEasy() else { return report(.failure(SMTPError(.other, "out of memory"))) }
        let body = SMTPBody(mail.rfc5322, isCancelled: { self.isCancelled.load(ordering: .relaxed) })
        // curl holds the body by address.
        withExtendedLifetime(body) {
            do throws(CurlError) {
                try configure(easy, body)
            } catch {
                return report(.failure(SMTPError(.other, error.message)))
            }
            let code = curl_easy_perform(easy.pointer)
            report(outcome(code, easy, isComplete: body.isComplete))
        }
    }

    private func configure(_ easy: CurlEasy, _ body: SMTPBody) throws(CurlError) {
        let remaining = until - .now
        guard remaining > .zero else { throw CurlError(.deadlineExceeded, "the deadline had passed already") }
        try easy.explainFailures()
        try easy.set(CURLOPT_NOSIGNAL, 1)
        try easy.set(CURLOPT_URL, server.url)
        try easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_TIMEOUT_MS, max(1, remaining.milliseconds))
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, min(remaining, connectTimeout).milliseconds))
        // In seconds. curl's own two minutes would also be spent on the answer to the goodbye.
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, remaining.milliseconds / 1_000 + 1))
        switch server.encryption {
        case .off: try easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_NONE.rawValue))
        case .opportunistic: try easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_TRY.rawValue))
        case .required: try easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        }
        if let user = server.user {
            try easy.set(CURLOPT_USERNAME, user)
            try easy.set(CURLOPT_PASSWORD, server.password ?? "")
        }
        try easy.set(CURLOPT_MAIL_FROM, "<\(mail.from)>")
        try easy.set(CURLOPT_MAIL_RCPT, list: ["<\(mail.to)>"])
        try easy.set(CURLOPT_UPLOAD, 1)
        try easy.set(CURLOPT_INFILESIZE_LARGE, offset: body.bytes.count)
        let context = Unmanaged.passUnretained(body).toOpaque()
        try easy.set(CURLOPT_READDATA, pointer: context)
        try easy.set(CURLOPT_READFUNCTION, callback: SMTPBody.provide)
        try easy.set(progressCallback: SMTPBody.progress, context: context)
    }

    private func outcome(_ code: CURLcode, _ easy: CurlEasy, isComplete: Bool) -> Result<Void, SMTPError> {
        guard code != CURLE_OK else { return .success(()) }
        let reply = easy.long(CURLINFO_RESPONSE_CODE)
        let isRefusal = (400..<600).contains(reply)
        return .failure(
            SMTPError(
                errorCode(code, reply),
                easy.message(for: code),
                replyCode: reply > 0 ? reply : nil,
                // Once the last byte is out, only a refusal tells that the mail was not taken.
                mayHaveBeenAccepted: isComplete && !isRefusal
            )
        )
    }

    private func errorCode(_ code: CURLcode, _ reply: Int) -> SMTPError.Code {
        switch code {
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_LOGIN_DENIED: return .notAuthenticated
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: return .tlsFailure
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: return .unreachable
        default: break
        }
        return switch reply {
        case 400..<500: .deferred
        case 500..<600: .rejected
        default: .unreachable
        }
    }
}
