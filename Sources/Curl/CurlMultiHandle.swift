import CCurl

/// The pointer to a curl multi handle.
///
/// `@unchecked Sendable`: libcurl documents `curl_multi_wakeup` as the one multi function that any thread may call, and
/// it is all that this type offers. Everything else is called by `CurlLoop` on its own thread, and the mailbox
/// makes sure that nobody wakes a handle that is gone.
struct CurlMultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    func wakeUp() {
        curl_multi_wakeup(pointer)
    }
}
