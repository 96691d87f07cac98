import CCurl

/// Owner of one curl easy handle, with the buffer in which curl explains a failure. Used by the loop's thread only.
///
/// Handles are reused: resetting one is much cheaper than making one, and its buffers stay.
final class CurlEasy {
    let pointer: UnsafeMutableRawPointer
    private let explanation: UnsafeMutablePointer<CChar>
    private var strings: UnsafeMutablePointer<curl_slist>?

    /// Nil when memory is out.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        explanation = .allocate(capacity: Int(CURL_ERROR_SIZE))
        explanation.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(strings)
        explanation.deallocate()
    }

    /// Back to the state of a new handle, with its connections and buffers kept.
    func reset() {
        curl_easy_reset(pointer)
        curl_slist_free_all(strings)
        strings = nil
        explanation[0] = 0
    }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(ccurl_set_long(pointer, option, value), option)
    }

    func set(_ option: CURLoption, offset value: Int) throws(CurlError) {
        try check(ccurl_set_offset(pointer, option, curl_off_t(value)), option)
    }

    /// curl copies the string.
    func set(_ option: CURLoption, _ value: String) throws(CurlError) {
        try check(ccurl_set_string(pointer, option, value), option)
    }

    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlError) {
        try check(ccurl_set_pointer(pointer, option, value), option)
    }

    func set(_ option: CURLoption, callback: ccurl_data_callback) throws(CurlError) {
        try check(ccurl_set_data_callback(pointer, option, callback), option)
    }

    func set(seekCallback: ccurl_seek_callback) throws(CurlError) {
        try check(ccurl_set_seek_callback(pointer, seekCallback), CURLOPT_SEEKFUNCTION)
    }

    func set(prereqCallback: ccurl_prereq_callback) throws(CurlError) {
        try check(ccurl_set_prereq_callback(pointer, prereqCallback), CURLOPT_PREREQFUNCTION)
    }

    /// `context` is handed to the callback.
    func set(openSocketCallback: curl_opensocket_callback, context: UnsafeMutableRawPointer?) throws(CurlError) {
        try set(CURLOPT_OPENSOCKETDATA, pointer: context)
        try check(ccurl_set_opensocket_callback(pointer, openSocketCallback), CURLOPT_OPENSOCKETFUNCTION)
    }

    func set(progressCallback: curl_xferinfo_callback, context: UnsafeMutableRawPointer?) throws(CurlError) {
        try set(CURLOPT_XFERINFODATA, pointer: context)
        try check(ccurl_set_progress_callback(pointer, progressCallback), CURLOPT_XFERINFOFUNCTION)
        try set(CURLOPT_NOPROGRESS, 0)
    }

    func explainFailures() throws(CurlError) {
        try check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, explanation), CURLOPT_ERRORBUFFER)
    }

    /// Lines as curl wants them: `Name: value`, `Name;` for an empty value, `Name:` to leave out what curl adds by itself.
    func set(headerLines: [String]) throws(CurlError) {
        try set(CURLOPT_HTTPHEADER, list: headerLines)
    }

    /// One list for each request: it is kept until the handle is reset.
    func set(_ option: CURLoption, list: [String]) throws(CurlError) {
        for line in list {
            guard let longer = curl_slist_append(strings, line) else { throw CurlError(.other, "out of memory") }
            strings = longer
        }
        try check(ccurl_set_list(pointer, option, strings), option)
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard ccurl_get_string(pointer, info, &value) == CURLE_OK, let value, value[0] != 0 else { return nil }
        return String(cString: value)
    }

    /// What went wrong, in curl's words.
    func message(for code: CURLcode) -> String {
        if explanation[0] != 0 { return String(cString: explanation) }
        return curl_easy_strerror(code).map { String(cString: $0) } ?? "curl error \(code.rawValue)"
    }

    private func check(_ code: CURLcode, _ option: CURLoption) throws(CurlError) {
        guard code != CURLE_OK else { return }
        throw CurlError(.other, "libcurl refuses option \(option.rawValue): \(message(for: code))")
    }
}
