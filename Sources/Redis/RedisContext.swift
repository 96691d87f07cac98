import CHiredis
import Glibc
import Threads

/// Owner of one hiredis connection. It lives and dies on the connection's thread.
struct RedisContext: ~Copyable {
    private let context: UnsafeMutablePointer<redisContext>
    private var timeout = Duration.zero

    /// Connects, authenticates and selects the database. Blocks.
    init(_ configuration: RedisConfiguration) throws(RedisError) {
        let connected =
            switch configuration.address {
            case .tcp(let host, let port): redisConnectWithTimeout(host, Int32(port), timeval(configuration.connectDeadline))
            case .unixSocket(let path): redisConnectUnixWithTimeout(path, timeval(configuration.connectDeadline))
            }
        guard let connected else { throw RedisError(.connectFailed, "no memory for a connection") }
        guard connected.pointee.err == 0 else {
            defer { redisFree(connected) }
            throw RedisError(.connectFailed, "cannot connect: \(Self.message(connected))")
        }
        do throws(RedisError) {
            try Self.greet(connected, configuration)
        } catch {
            redisFree(connected)
            throw error
        }
        context = connected
    }

    deinit {
        redisFree(context)
    }

    /// True when the other side has closed, or said something that nobody asked for.
    var isStale: Bool {
        var descriptor = pollfd(fd: context.pointee.fd, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) != 0
    }

    /// How long one read or write may block from now on.
    mutating func limitBlocking(to duration: Duration) {
        // A system call for each pipeline would be felt; a tenth of a second more or less is not.
        guard duration > timeout || timeout - duration > .milliseconds(100) else { return }
        timeout = duration + .milliseconds(50)
        redisSetTimeout(context, timeval(timeout))
    }

    /// Puts a request into the output buffer.
    func append(_ request: [UInt8]) {
        request.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = redisAppendFormattedCommand(context, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// The next reply, having written what is in the output buffer. Blocks.
    func reply() throws(RedisError) -> RedisValue {
        var pointer: UnsafeMutableRawPointer?
        guard redisGetReply(context, &pointer) == REDIS_OK, let pointer else {
            let hasTimedOut = context.pointee.err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK)
            let code: RedisError.Code =
                context.pointee.err == REDIS_ERR_PROTOCOL ? .malformedReply : hasTimedOut ? .deadlineExceeded : .disconnected
            throw RedisError(code, hasTimedOut ? "no reply in time" : "connection lost: \(Self.message(context))", mayHaveRun: true)
        }
        defer { freeReplyObject(pointer) }
        return Self.value(pointer.assumingMemoryBound(to: redisReply.self))
    }

    private static func greet(_ context: UnsafeMutablePointer<redisContext>, _ configuration: RedisConfiguration) throws(RedisError) {
        redisSetTimeout(context, timeval(configuration.connectDeadline))
        // On a unix socket the call fails, and leaves the connection marked as broken.
        if case .tcp = configuration.address { redisEnableKeepAlive(context) }
        var greetings: [RedisCommand] = []
        if let password = configuration.password {
            let names = configuration.username.map { [RedisArgument.string($0)] } ?? []
            greetings.append(RedisCommand(["AUTH"] + names + [.string(password)]))
        }
        if configuration.database != 0 { greetings.append(["SELECT", .integer(configuration.database)]) }
        // Shows that there is a Redis, that it has loaded its data, and that it lets us in.
        greetings.append(["PING"])
        for greeting in greetings {
            var bytes: [UInt8] = []
            greeting.encode(into: &bytes)
            let reply = bytes.withUnsafeBytes { bytes -> UnsafeMutableRawPointer? in
                guard let start = bytes.baseAddress else { return nil }
                _ = redisAppendFormattedCommand(context, start.assumingMemoryBound(to: CChar.self), bytes.count)
                var reply: UnsafeMutableRawPointer?
                return redisGetReply(context, &reply) == REDIS_OK ? reply : nil
            }
            guard let reply else { throw RedisError(.connectFailed, "cannot connect: \(message(context))") }
            defer { freeReplyObject(reply) }
            if case .error(let error) = value(reply.assumingMemoryBound(to: redisReply.self)) {
                throw RedisError(.connectFailed, "cannot connect: \(error.message)")
            }
        }
    }

    /// Copied out at once: no pointer of hiredis leaves this type.
    private static func value(_ reply: UnsafeMutablePointer<redisReply>) -> RedisValue {
        let bytes = UnsafeRawBufferPointer(start: reply.pointee.str, count: Int(reply.pointee.len))
        switch reply.pointee.type {
        case REDIS_REPLY_INTEGER: return .integer(Int(reply.pointee.integer))
        case REDIS_REPLY_STRING: return .bytes(Array(bytes))
        case REDIS_REPLY_STATUS: return .status(String(decoding: bytes, as: UTF8.self))
        case REDIS_REPLY_ERROR: return .error(RedisServerError(String(decoding: bytes, as: UTF8.self)))
        case REDIS_REPLY_ARRAY:
            let elements = UnsafeBufferPointer(start: reply.pointee.element, count: Int(reply.pointee.elements))
            return .array(elements.map { $0.map { value($0) } ?? .null })
        default: return .null
        }
    }

    private static func message(_ context: UnsafeMutablePointer<redisContext>) -> String {
        withUnsafeBytes(of: &context.pointee.errstr) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

extension timeval {
    fileprivate init(_ duration: Duration) {
        let microseconds = max(duration.saturatingNanoseconds / 1000, 1)
        self.init(tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
    }
}
