import Redis

extension RedisValue {
    var errorMessage: String? {
        if case .error(let error) = self { error.message } else { nil }
    }
}

extension RedisError {
    /// Whether the server was not reached or lost, as opposed to one that answered with an error.
    var isConnectionFailure: Bool {
        switch code {
        case .connectFailed, .disconnected, .deadlineExceeded, .overloaded: true
        // A server that is starting is as good as none.
        case .server(let error): error.code == "LOADING"
        default: false
        }
    }
}

extension RedisPool.Target {
    /// - Parameter isBlocking: for commands that wait up to a second by themselves.
    func configuration(isBlocking: Bool) -> RedisConfiguration {
        var configuration = RedisConfiguration(host: host, port: port)
        configuration.username = username.isEmpty ? nil : username
        configuration.password = password.isEmpty ? nil : password
        configuration.database = database
        configuration.commandDeadline = .seconds(isBlocking ? 6 : 3)
        configuration.longestBackoff = .milliseconds(500)
        return configuration
    }
}
