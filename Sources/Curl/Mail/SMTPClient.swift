import CCurl
import Synchronization

/// Sends mail by SMTP over libcurl.
///
/// Each mail has a thread of its own while it is being sent, other than requests in `CurlClient`: libcurl 7.88 waits for the server's word
/// on the complete mail without letting go of the multi handle, so one slow server would hold up everything else that the thread does.
/// Connections are not kept: a mail is rare, and a connection that turns out to be dead in mid-send would leave it open what became of the mail.
public final class SMTPClient: Sendable {
    private let server: SMTPServer
    private let connectTimeout: Duration
    private let maxConcurrent: Int
    private let underWay = Atomic<Int>(0)

    /// - Parameter maxConcurrent: mails under way, hence threads; more fail with `.overloaded`.
    public init(_ server: SMTPServer, connectTimeout: Duration = .seconds(10), maxConcurrent: Int = 16) {
        self.server = server
        self.connectTimeout = connectTimeout
        self.maxConcurrent = max(1, maxConcurrent)
    }

    /// Sends a mail and returns when the server has accepted it.
    ///
    /// Cancelling the task ends the attempt within a second.
    ///
    /// - Parameter deadline: from now to the server's word. RFC 5321 (section 4.5.3.2.6) advises ten minutes for a server that thinks long
    ///   over a mail before it takes it; who gives up before, and sends it again, may cause a second copy.
    public func send(_ mail: MailMessage, deadline: Duration) async throws(SMTPError) {
        guard CurlClient.isInitialized else { throw SMTPError(.other, "libcurl cannot be started") }
        guard underWay.add(1, ordering: .relaxed).newValue <= maxConcurrent else {
            underWay.subtract(1, ordering: .relaxed)
            throw SMTPError(.overloaded, "\(maxConcurrent) mails are under way already")
        }
        let transfer = SMTPTransfer(mail: mail, server: server, until: .now + deadline, connectTimeout: connectTimeout)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStarted = CurlThread.start { [self] in
                    transfer.run { continuation.resume(returning: $0) }
                    underWay.subtract(1, ordering: .relaxed)
                }
                if !isStarted {
                    underWay.subtract(1, ordering: .relaxed)
                    continuation.resume(returning: .failure(SMTPError(.overloaded, "the system gives no thread")))
                }
            }
        } onCancel: {
            transfer.cancel()
        }
        try outcome.get()
    }
}
