import CCurl
public import Logging
import Synchronization

/// Asynchronous HTTP/1.1 client over libcurl.
///
/// One thread drives all transfers over kept connections. Redirects are not followed, proxies of the environment are
/// ignored, cookies are not kept, and no protocol but `http` and `https` is spoken.
///
/// A kept connection that the server has closed meanwhile is not an error: libcurl repeats the request on a new connection as
/// long as no byte of a response has come. A server that handles a request and then hangs up without a word may
/// therefore see it twice, as with any retry.
public final class CurlClient: Sendable {
    /// Once for the process, before any handle exists.
    static let isInitialized = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Beyond this, adding to the clock could overflow.
    private static let longestDeadline = Duration.seconds(31_536_000)

    private let configuration: CurlConfiguration
    /// Nil when libcurl could not be started; every request then fails.
    private let mailbox: CurlMailbox?
    private let lastID = Atomic<UInt64>(0)

    public init(_ configuration: CurlConfiguration = .init(), logger: Logger) {
        self.configuration = configuration
        mailbox = Self.startLoop(configuration, logger)
        if mailbox == nil { logger.critical("libcurl cannot be started") }
    }

    /// A client that is dropped without `shutdown` stops its thread as well. No request can be under way then, for each holds the client.
    deinit {
        mailbox?.close()
    }

    /// Sends the request and returns the complete response.
    ///
    /// A response of any status is returned, not thrown. Cancelling the task ends the transfer and throws `.cancelled`.
    ///
    /// - Throws: `CurlError`, with `mayHaveBeenSent` telling whether the other side may have acted on the request.
    public func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        guard let mailbox else { throw CurlError(.closed, "libcurl cannot be started") }
        guard Self.isAcceptable(request.url) else { throw CurlError(.invalidURL, "not an absolute http or https URL") }
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        let deadline = ContinuousClock.now + min(request.deadline ?? configuration.deadline, Self.longestDeadline)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ticket = CurlTicket(
                    id: id,
                    request: request,
                    deadline: deadline,
                    maxResponseBytes: request.maxResponseBytes ?? configuration.maxResponseBytes,
                    continuation: continuation
                )
                if Task.isCancelled {
                    return ticket.fail(CurlError(.cancelled, "the calling task was cancelled"))
                }
                if let refusal = mailbox.post(ticket) {
                    return ticket.fail(refusal)
                }
                // The handler below may have run before the ticket was there to be found.
                if Task.isCancelled { mailbox.cancel(id) }
            }
        } onCancel: {
            mailbox.cancel(id)
        }
        return try outcome.get()
    }

    /// Ends all requests with `.closed`, closes the connections and returns when that is done. Later requests fail with `.closed`.
    public func shutdown() async {
        await mailbox?.closeAndWait()
    }

    private static func startLoop(_ configuration: CurlConfiguration, _ logger: Logger) -> CurlMailbox? {
        guard isInitialized, let pointer = curl_multi_init() else { return nil }
        let multi = CurlMultiHandle(pointer: pointer)
        let mailbox = CurlMailbox(multi: multi, capacity: configuration.maxPendingRequests)
        let isStarted = CurlThread.start {
            CurlLoop(multi: multi, mailbox: mailbox, configuration: configuration, logger: logger).run()
        }
        guard isStarted else {
            curl_multi_cleanup(pointer)
            return nil
        }
        return mailbox
    }

    /// Scheme checked here, so that nothing else ever reaches libcurl; blanks and control characters because libcurl forgives some of them.
    private static func isAcceptable(_ url: String) -> Bool {
        let hasScheme = url.hasPrefix("http://") || url.hasPrefix("https://")
        return hasScheme && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
