/// Which network addresses a client may connect to.
///
/// For URLs that users of a service give: without a policy they could have it call machines that only the service can reach, its own sidecar
/// among them (server-side request forgery). What counts is the address that is connected to, so neither a name that resolves differently the
/// second time, nor `http://2130706433/`, nor an IPv4 address inside an IPv6 one leads around it.
public enum AddressPolicy: Sendable, Hashable {
    /// Everything that the machine can reach.
    case any

    /// Only addresses that the Internet routes to anybody; see `IPAddress.isPublic`. Unix domain sockets are refused too.
    case publicOnly

    /// - Parameter address: nil for what is no IP address.
    func allows(_ address: IPAddress?) -> Bool {
        self == .any || address?.isPublic == true
    }
}
