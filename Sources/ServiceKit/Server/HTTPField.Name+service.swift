public import HTTPTypes

extension HTTPField.Name {
    public static let correlationID = HTTPField.Name("x-correlation-id")!
    /// W3C Trace Context.
    public static let traceParent = HTTPField.Name("traceparent")!
    public static let referrerPolicy = HTTPField.Name("referrer-policy")!
    /// Dapr's header for both the sidecar's and the application's token.
    public static let daprAPIToken = HTTPField.Name("dapr-api-token")!
}
