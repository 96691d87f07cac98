import Foundation

/// The variables that this process was started with.
enum ProcessEnvironment {
    static let variables = ProcessInfo.processInfo.environment
}
