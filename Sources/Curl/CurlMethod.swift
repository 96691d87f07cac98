/// The HTTP methods that the client can send.
///
/// A closed list, so that a method never carries text from outside into the request line.
public enum CurlMethod: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
}
