public import Hummingbird
public import ServiceKit

/// The context of routes that need to know who is asking: those of a group with `AuthenticationMiddleware`.
///
/// ```swift
/// let api = router.group(context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
/// api.get("/api/tasks") { request, context in
///     let user = try context.principal.userID
/// ```
public struct IdentifiedContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let correlation: Correlation?
    var verified: Principal?

    public init(context: ServiceRequestContext) {
        coreContext = context.coreContext
        correlation = context.correlation
    }

    /// Who is asking.
    ///
    /// - Throws: 401 on a route that no `AuthenticationMiddleware` guards.
    public var principal: Principal {
        get throws(Problem) {
            guard let verified else { throw Problem(TokenError(.missing, "A token is needed.")) }
            return verified
        }
    }

    /// Checks that the user whom a path names is the one who asks.
    ///
    /// - Throws: 403 otherwise.
    public func require(user userID: String) throws(Problem) {
        guard try principal.userID == userID else { throw Problem.forbidden("The token is another user's.") }
    }

    /// - Throws: 403 unless an operator asks.
    public func requireOperator() throws(Problem) {
        guard try principal.isOperator else { throw Problem.forbidden("Operators only.") }
    }

    /// - Throws: 403 unless one of our services asks.
    public func requireService() throws(Problem) {
        guard try principal.service != nil else { throw Problem.forbidden("Services only.") }
    }
}
