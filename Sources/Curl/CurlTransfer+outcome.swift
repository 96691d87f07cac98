import CCurl

extension CurlTransfer {
    /// Whether any byte of the request has been given to the kernel.
    var mayHaveBeenSent: Bool {
        isRepetitionRefused || easy.long(CURLINFO_REQUEST_SIZE) > 0
    }

    /// The result of a transfer that curl reports as done.
    func outcome(_ code: CURLcode) -> Result<CurlResponse, CurlError> {
        guard code != CURLE_OK else {
            return .success(
                CurlResponse(
                    status: easy.long(CURLINFO_RESPONSE_CODE),
                    headers: headers,
                    body: body,
                    primaryIP: ticket.request.unixSocketPath == nil ? easy.string(CURLINFO_PRIMARY_IP) : nil
                )
            )
        }
        let error = errorCode(code)
        let message = error == .addressRefused ? "the host's address is not a public one" : easy.message(for: code)
        return .failure(CurlError(error, message, mayHaveBeenSent: mayHaveBeenSent))
    }

    private func errorCode(_ code: CURLcode) -> CurlError.Code {
        if isTooLarge { return .responseTooLarge }
        if isRepetitionRefused { return .connectionLost }
        switch code {
        case CURLE_COULDNT_CONNECT where isAddressRefused: return .addressRefused
        case CURLE_COULDNT_CONNECT: return .connectionRefused
        case CURLE_COULDNT_RESOLVE_HOST: return .couldNotResolve
        case CURLE_OPERATION_TIMEDOUT: return .deadlineExceeded
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: return .connectionLost
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: return .invalidURL
        // The same code for a scheme that is not allowed and for an answer that is not HTTP/1.
        case CURLE_UNSUPPORTED_PROTOCOL: return mayHaveBeenSent ? .invalidResponse : .invalidURL
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2: return .invalidResponse
        // What a header line beyond curl's own limit (100 KiB) looks like.
        case CURLE_OUT_OF_MEMORY where easy.long(CURLINFO_RESPONSE_CODE) > 0: return .responseTooLarge
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE:
            return .tlsFailure
        default: return .other
        }
    }
}
