package import HTTPTypes

/// Why a byte stream is no request that this server reads.
///
/// Answer ``status`` with ``message`` once, then close: nothing after the fault may be read as a request (RFC 9112 §6.3).
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

    /// The status to answer before closing.
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
    /// One line for the person who wrote the client: what was wrong and what to send instead.
    ///
    /// Holds nothing of the request.
    package var message: String {
        switch self {
        case .encrypted: "This port speaks plain HTTP, not TLS: use http:// in place of https://."
        case .invalidMethod: "The request line must start with a method, such as POST, and one space."
        case .methodTooLong(let limit): "The method is longer than \(limit) bytes; no method is."
        case .connectUnsupported: "CONNECT is for proxies; this is an origin server."
        case .invalidTarget:
            "The request target is not a valid path such as /user/campaign; characters outside RFC 3986 must be percent-encoded."
        case .securedTarget: "An https target cannot be answered over a connection without TLS: use http://."
        case .targetTooLong(let limit): "The request target is longer than \(limit) bytes."
        case .invalidVersion: "The request line must end with one space and HTTP/1.1 or HTTP/1.0."
        case .unsupportedVersion: "Only HTTP/1.1 and HTTP/1.0 are spoken here."
        case .invalidLineEnding: "Lines must end with CR LF; a CR or LF alone is not allowed."
        case .invalidFieldName: "Each header line must be a name, directly followed by a colon, and a value."
        case .invalidFieldValue: "A header value holds a control character."
        case .lineFolding: "A header line starts with whitespace; folded lines are not allowed."
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
        case .unsupportedTransferCoding: "The only transfer coding understood is chunked."
        case .bodyTooLarge(let limit): "The request body is larger than \(limit) bytes."
        case .invalidChunkSize: "A chunk must start with its size in hexadecimal digits and CR LF."
        case .invalidChunkExtension: "A chunk extension must be ;name or ;name=value."
        case .chunkExtensionsTooLong(let limit): "The chunk extensions are longer than \(limit) bytes."
        case .invalidChunkEnd: "Chunk data must be followed by CR LF exactly."
        case .trailerTooLarge(let limit): "The trailer section is larger than \(limit) bytes."
        case .unsupportedExpectation: "The only expectation understood is 100-continue."
        }
    }
}
