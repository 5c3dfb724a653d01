/// Why bytes are no response to a request. The connection is of no more use then.
package enum ResponseError: Error, Equatable {
    /// The bytes do not begin with a status line. `start` shows the first of them.
    case notHTTP(start: String)
    /// 101, though no upgrade was requested (RFC 9110 §15.2.2).
    case switchesProtocols
    case headTooLarge(limit: Int)
    case tooManyFields(limit: Int)
    case invalidReasonPhrase
    /// A field line is malformed.
    case malformedField(RequestError)
    case invalidContentLength
    case conflictingContentLengths
    case unsupportedTransferCoding
    /// The chunked framing is malformed.
    case malformedChunk(RequestError)
    case tooManyTrailerFields(limit: Int)
    /// The connection ended before the first byte.
    case endsBefore
    /// The connection ended inside the head or the content.
    case endsWithin

    /// One line for the developer of the server.
    package var message: String {
        switch self {
        case .notHTTP(let start):
            #"The answer is not HTTP/1.1: it begins with "\#(start)", not with a line such as HTTP/1.1 200 OK."#
        case .switchesProtocols: "The answer is 101, which switches to a protocol that was not requested."
        case .headTooLarge(let limit): "The status line and headers of the answer are larger than \(limit) bytes."
        case .tooManyFields(let limit): "The answer has more than \(limit) header lines."
        case .invalidReasonPhrase: "The reason phrase of the answer has a control character."
        case .malformedField(let error): "The headers of the answer are malformed. \(error.message)"
        case .invalidContentLength: "The Content-Length of the answer is not one decimal number."
        case .conflictingContentLengths: "The answer has several Content-Length headers that differ."
        case .unsupportedTransferCoding: "The answer has a Transfer-Encoding other than chunked."
        case .malformedChunk(let error): "The chunks of the answer are malformed. \(error.message)"
        case .tooManyTrailerFields(let limit): "The trailer section of the answer has more than \(limit) lines."
        case .endsBefore: "The connection was closed before an answer came."
        case .endsWithin: "The connection was closed in the middle of the answer."
        }
    }
}
