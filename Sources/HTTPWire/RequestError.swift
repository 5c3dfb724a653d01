package import HTTPTypes

/// The reason why the server refuses the bytes of a connection as a request.
///
/// Respond once with ``status`` and ``message``, then close the connection. Nothing after the error may be read as a
/// request (RFC 9112 §6.3).
package enum RequestError: Error, Equatable {
    // Request line, RFC 9112 §3
    case encrypted
    case invalidMethod
    case methodTooLong(limit: Int)
    case connectUnsupported
    case invalidTarget
    case securedTarget
    case targetTooLong(limit: Int)
    case invalidVersion
    case unsupportedVersion

    // Field lines, RFC 9112 §5
    case invalidLineEnding
    case invalidFieldName
    case invalidFieldValue
    case lineFolding
    case headTooLarge(limit: Int)
    case tooManyFields(limit: Int)

    // Host, RFC 9112 §3.2
    case missingHost
    case repeatedHost
    case invalidHost

    // Framing, RFC 9112 §6
    case invalidContentLength
    case repeatedContentLength
    case conflictingFraming
    case transferEncodingInHTTP10
    case invalidTransferEncoding
    case unsupportedTransferCoding
    case bodyTooLarge(limit: Int)

    // Chunks, RFC 9112 §7.1
    case invalidChunkSize
    case invalidChunkExtension
    case chunkExtensionsTooLong(limit: Int)
    case invalidChunkEnd
    case trailerTooLarge(limit: Int)

    // Expect, RFC 9110 §10.1.1
    case unsupportedExpectation

    /// The status of the response.
    package var status: HTTPResponse.Status {
        switch self {
        case .encrypted, .invalidMethod, .invalidTarget, .invalidVersion, .invalidLineEnding, .invalidFieldName,
            .invalidFieldValue, .lineFolding, .missingHost, .repeatedHost, .invalidHost, .invalidContentLength,
            .repeatedContentLength, .conflictingFraming, .transferEncodingInHTTP10, .invalidTransferEncoding,
            .invalidChunkSize, .invalidChunkExtension, .chunkExtensionsTooLong, .invalidChunkEnd:
            .badRequest
        case .securedTarget: .misdirectedRequest
        case .bodyTooLarge: .contentTooLarge
        case .targetTooLong: .uriTooLong
        case .unsupportedExpectation: .expectationFailed
        case .headTooLarge, .tooManyFields, .trailerTooLarge: .requestHeaderFieldsTooLarge
        case .methodTooLong, .connectUnsupported, .unsupportedTransferCoding: .notImplemented
        case .unsupportedVersion: .httpVersionNotSupported
        }
    }
}

extension RequestError {
    /// One line for the developer of the client: what is wrong and what to send instead.
    ///
    /// It contains no byte of the request.
    package var message: String {
        switch self {
        case .encrypted: "This port takes plain HTTP, not TLS: use http:// in place of https://."
        case .invalidMethod: "The request line must start with a method, such as POST, and one space."
        case .methodTooLong(let limit):
            "The method is longer than \(limit) bytes: send a registered method such as POST."
        case .connectUnsupported: "CONNECT is for proxies, and this is an origin server: use another method."
        case .invalidTarget:
            "The request target is not a valid path such as /user/campaign; characters outside RFC 3986 must be percent-encoded."
        case .securedTarget: "An https target needs TLS, and this port takes plain HTTP: use http://."
        case .targetTooLong(let limit): "The request target is longer than \(limit) bytes: send a shorter one."
        case .invalidVersion: "The request line must end with one space and HTTP/1.1 or HTTP/1.0."
        case .unsupportedVersion: "The HTTP version is not supported: use HTTP/1.1 or HTTP/1.0."
        case .invalidLineEnding: "Lines must end with CR LF; a CR or LF alone is not allowed."
        case .invalidFieldName: "Each header line must be a name, directly followed by a colon, and a value."
        case .invalidFieldValue: "A header value contains a control character: remove it."
        case .lineFolding: "A header line starts with whitespace: send each header on one line."
        case .headTooLarge(let limit): "The request line and headers together are larger than \(limit) bytes."
        case .tooManyFields(let limit): "The request has more than \(limit) header lines."
        case .missingHost: "An HTTP/1.1 request must have a Host header."
        case .repeatedHost: "A request must have only one Host header."
        case .invalidHost: "The Host header must be a host name or address, with a port if it is not 80."
        case .invalidContentLength: "Content-Length must be one decimal number."
        case .repeatedContentLength: "A request must have only one Content-Length header."
        case .conflictingFraming: "A request must not have both Content-Length and Transfer-Encoding."
        case .transferEncodingInHTTP10: "An HTTP/1.0 request must not have a Transfer-Encoding; send Content-Length."
        case .invalidTransferEncoding: "Transfer-Encoding must be chunked."
        case .unsupportedTransferCoding: "The only supported transfer coding is chunked."
        case .bodyTooLarge(let limit): "The request body is larger than \(limit) bytes."
        case .invalidChunkSize: "A chunk must start with its size in hexadecimal digits and CR LF."
        case .invalidChunkExtension: "A chunk extension must be ;name or ;name=value."
        case .chunkExtensionsTooLong(let limit): "The chunk extensions are longer than \(limit) bytes."
        case .invalidChunkEnd: "Chunk data must be followed by CR LF exactly."
        case .trailerTooLarge(let limit): "The trailer section is larger than \(limit) bytes."
        case .unsupportedExpectation: "The only supported expectation is 100-continue."
        }
    }
}
