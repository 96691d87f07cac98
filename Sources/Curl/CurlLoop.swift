import CCurl
import Logging

/// The one thread that owns the multi handle: takes requests from the mailbox, lets curl work, and answers.
final class CurlLoop {
    /// How late a request that waits for a free connection may notice its deadline.
    private static let sweepInterval = Duration.milliseconds(10)
    private static let idlePollMilliseconds: Int32 = 60_000

    private let multi: UnsafeMutableRawPointer
    private let mailbox: CurlMailbox
    private let configuration: CurlConfiguration
    private let logger: Logger
    private var queue: AdmissionQueue<CurlTicket>
    private var active: [UInt64: CurlTransfer] = [:]
    private var spare: [CurlEasy] = []
    private var finished = 0
    private var nextSweep: ContinuousClock.Instant = .now

    init(multi: CurlMultiHandle, mailbox: CurlMailbox, configuration: CurlConfiguration, logger: Logger) {
        self.multi = multi.pointer
        self.mailbox = mailbox
        self.configuration = configuration
        self.logger = logger
        queue = AdmissionQueue(perOrigin: configuration.maxConnectionsPerHost, total: configuration.maxConnections)
        // curl's own default is four times the handles in use.
        _ = ccurl_multi_set_long(multi.pointer, CURLMOPT_MAXCONNECTS, configuration.maxConnections)
    }

    /// Returns after `close`, when every request has its answer.
    func run() {
        while true {
            let mail = mailbox.take(finished: finished)
            finished = 0
            for ticket in mail.arrived { queue.append(ticket, origin: ticket.origin) }
            for id in mail.cancelled { cancel(id) }
            if mail.isClosing { break }
            sweep()
            startWaiting()
            var running: Int32 = 0
            report(curl_multi_perform(multi, &running), "perform")
            collect()
            startWaiting()
            if mailbox.prepareToSleep() { poll() }
        }
        close()
    }

    private func startWaiting() {
        while let ticket = queue.next() { start(ticket) }
    }

    private func start(_ ticket: CurlTicket) {
        let origin = ticket.origin
        let remaining = ticket.deadline - .now
        guard remaining > .zero else {
            queue.release(origin: origin)
            return finish(ticket, .failure(Self.deadlineInQueue))
        }
        guard let easy = spare.popLast() ?? CurlEasy() else {
            queue.release(origin: origin)
            return finish(ticket, .failure(CurlError(.other, "out of memory")))
        }
        let transfer = CurlTransfer(ticket, origin: origin, easy: easy, addressPolicy: configuration.addressPolicy)
        do throws(CurlError) {
            try easy.configure(transfer, configuration, remaining: remaining)
            let code = curl_multi_add_handle(multi, easy.pointer)
            guard code == CURLM_OK else { throw CurlError(.other, Self.explain(code)) }
            active[ticket.id] = transfer
        } catch {
            release(transfer)
            finish(ticket, .failure(error))
        }
    }

    /// Answers every transfer that curl has finished.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // Removing the handle invalidates the message.
            let code = message.pointee.data.result
            var context: UnsafeMutablePointer<CChar>?
            guard ccurl_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { continue }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(UnsafeRawPointer(context)).takeUnretainedValue()
            let outcome = transfer.outcome(code)
            active[transfer.ticket.id] = nil
            curl_multi_remove_handle(multi, easy)
            release(transfer)
            finish(transfer.ticket, outcome)
        }
    }

    /// Gives up a request that nobody waits for any more. Its connection is closed, since a response would still come.
    private func cancel(_ id: UInt64) {
        let error = CurlError(.cancelled, "the calling task was cancelled")
        if let transfer = active[id] {
            abort(transfer, error)
        } else {
            for ticket in queue.removeWaiting(where: { $0.id == id }) { finish(ticket, .failure(error)) }
        }
    }

    private func abort(_ transfer: CurlTransfer, _ error: CurlError) {
        var error = error
        error.mayHaveBeenSent = transfer.mayHaveBeenSent
        active[transfer.ticket.id] = nil
        curl_multi_remove_handle(multi, transfer.easy.pointer)
        release(transfer)
        finish(transfer.ticket, .failure(error))
    }

    /// Deadlines of requests that still wait for a connection; curl looks after the others.
    private func sweep() {
        guard queue.waiting > 0 else { return }
        let now = ContinuousClock.now
        guard now >= nextSweep else { return }
        nextSweep = now + Self.sweepInterval
        for ticket in queue.removeWaiting(where: { $0.deadline <= now }) { finish(ticket, .failure(Self.deadlineInQueue)) }
    }

    private func poll() {
        let timeout = queue.waiting > 0 ? Int32(Self.sweepInterval.milliseconds) : Self.idlePollMilliseconds
        report(curl_multi_poll(multi, nil, 0, timeout, nil), "poll")
    }

    /// The handle is free for the next request, and so is the place in the queue.
    private func release(_ transfer: CurlTransfer) {
        queue.release(origin: transfer.origin)
        guard spare.count < configuration.maxConnections else { return }
        transfer.easy.reset()
        spare.append(transfer.easy)
    }

    private func finish(_ ticket: CurlTicket, _ outcome: Result<CurlResponse, CurlError>) {
        finished += 1
        ticket.continuation.resume(returning: outcome)
    }

    private func close() {
        let error = CurlError(.closed, "the client has been shut down")
        for transfer in active.values { abort(transfer, error) }
        for ticket in queue.removeWaiting(where: { _ in true }) { finish(ticket, .failure(error)) }
        spare.removeAll()
        mailbox.finish()
        curl_multi_cleanup(multi)
    }

    private func report(_ code: CURLMcode, _ action: String) {
        guard code != CURLM_OK else { return }
        logger.error("libcurl cannot \(action)", metadata: ["reason": "\(Self.explain(code))"])
    }

    private static let deadlineInQueue = CurlError(.deadlineExceeded, "the deadline passed while waiting for a free connection")

    private static func explain(_ code: CURLMcode) -> String {
        curl_multi_strerror(code).map { String(cString: $0) } ?? "curl multi error \(code.rawValue)"
    }
}
