import Curl
import Synchronization
import Testing

@Suite("Cancellation, shutdown and overload")
struct CancellationTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test("cancelling ends a running transfer at once and hangs up")
    func cancelRunning() async throws {
        let hungUp = Atomic(false)
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.waitForHangUp()
            hungUp.store(true, ordering: .relaxed)
        }) { server in
            try await withClient { client in
                let task = Task { try await curlError { try await client.send(CurlRequest(.post, server.url, body: [1])) } }
                try await eventually("the request is under way") { server.connections == 1 }
                try await Task.sleep(for: .milliseconds(20))
                task.cancel()
                let error = try await task.value
                #expect(error.code == .cancelled && error.mayHaveBeenSent && !error.isRetriable)
                try await eventually("the connection is closed") { hungUp.load(ordering: .relaxed) }
            }
        }
    }

    @Test("cancelling takes a waiting request out of the queue, and it was not sent")
    func cancelWaiting() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { server in
            try await withClient(.init(maxConnectionsPerHost: 1)) { client in
                let stuck = Task { try await client.send(CurlRequest(.get, server.url)).status }
                try await eventually("the host is busy") { server.connections == 1 }
                let waiting = Task { try await curlError { try await client.send(CurlRequest(.get, server.url)) } }
                try await Task.sleep(for: .milliseconds(20))
                waiting.cancel()
                let error = try await waiting.value
                #expect(error.code == .cancelled && !error.mayHaveBeenSent)
                #expect(server.connections == 1)
                stuck.cancel()
            }
        }
    }

    @Test("a task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        try await withRawServer({ _ in }) { server in
            try await withClient { client in
                let task = Task {
                    while !Task.isCancelled { await Task.yield() }
                    return try await curlError { try await client.send(CurlRequest(.get, server.url)) }
                }
                task.cancel()
                let error = try await task.value
                #expect(error.code == .cancelled && !error.mayHaveBeenSent)
                #expect(server.connections == 0)
            }
        }
    }

    @Test("cancelling at any moment leaves nobody waiting and the client working")
    func cancelStorm() async throws {
        try await withRawServer({ connection in
            while connection.readRequest() != nil { connection.write(Self.ok) }
        }) { server in
            try await withClient(.init(maxConnectionsPerHost: 8)) { client in
                for _ in 0..<5 {
                    let tasks = (0..<100).map { number in
                        Task {
                            try await client.send(CurlRequest(.post, server.url, body: .init(repeating: 1, count: number * 400))).status
                        }
                    }
                    for (number, task) in tasks.enumerated() where number % 2 == 0 {
                        task.cancel()
                        if number % 8 == 0 { await Task.yield() }
                    }
                    for (number, task) in tasks.enumerated() {
                        let result = await task.result
                        switch result {
                        case .success(let status): #expect(status == 200)
                        case .failure(let error as CurlError): #expect(error.code == .cancelled && number % 2 == 0)
                        case .failure(let error): Issue.record(error)
                        }
                    }
                }
                let response = try await client.send(CurlRequest(.get, server.url))
                #expect(response.status == 200)
            }
        }
    }

    @Test("shutdown answers everybody, running and waiting, and closes the connections")
    func shutdown() async throws {
        let hungUp = Atomic(0)
        try await withRawServer({ connection in
            connection.waitForHangUp()
            hungUp.add(1, ordering: .relaxed)
        }) { server in
            let client = CurlClient(.init(maxConnectionsPerHost: 3), logger: silent)
            let tasks = (0..<10).map { _ in Task { try await curlError { try await client.send(CurlRequest(.get, server.url)) } } }
            try await eventually("three are running") { server.connections == 3 }
            async let first: Void = client.shutdown()
            async let second: Void = client.shutdown()
            _ = await (first, second)
            var sent = 0
            for task in tasks {
                let error = try await task.value
                #expect(error.code == .closed && !error.isRetriable)
                if error.mayHaveBeenSent { sent += 1 }
            }
            #expect(sent <= 3)
            try await eventually("the connections are closed") { hungUp.load(ordering: .relaxed) == 3 }
            await client.shutdown()
            let error = try await curlError { try await client.send(CurlRequest(.get, server.url)) }
            #expect(error.code == .closed && !error.mayHaveBeenSent)
        }
    }

    @Test("a client that is dropped without shutdown closes its connections too")
    func dropped() async throws {
        let hungUp = Atomic(false)
        try await withRawServer({ connection in
            while connection.readRequest() != nil { connection.write(Self.ok) }
            hungUp.store(true, ordering: .relaxed)
        }) { server in
            do {
                let client = CurlClient(logger: silent)
                _ = try await client.send(CurlRequest(.get, server.url))
            }
            try await eventually("the connection is closed") { hungUp.load(ordering: .relaxed) }
        }
    }

    @Test("beyond the limit requests are refused at once, and accepted again afterwards")
    func overload() async throws {
        try await withRawServer({ connection in
            while let request = connection.readRequest() {
                if request.hasPrefix("GET /hang") { return connection.waitForHangUp() }
                connection.write(Self.ok)
            }
        }) { server in
            try await withClient(.init(maxPendingRequests: 2)) { client in
                let stuck = (0..<2).map { _ in Task { try await client.send(CurlRequest(.get, "\(server.url)/hang")).status } }
                try await eventually("two are under way") { server.connections == 2 }
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url)) }
                #expect(error.code == .overloaded && !error.mayHaveBeenSent && error.isRetriable)
                for task in stuck {
                    task.cancel()
                    _ = await task.result
                }
                // The count is brought up to date when the loop looks into its mailbox again, a moment later.
                var answers: Set<Int> = []
                let end = ContinuousClock.now + .seconds(10)
                while answers.isEmpty, ContinuousClock.now < end {
                    if let response = try? await client.send(CurlRequest(.get, server.url)) { answers.insert(response.status) }
                }
                #expect(answers == [200])
            }
        }
    }
}
