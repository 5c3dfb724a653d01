import HTTPTypes
import HTTPWire

/// What the answer to a request must know about that request.
struct ResponseContext {
    /// HEAD: framed like the answer to GET, without its body (RFC 9110 §9.3.2).
    var leavesBodyOut = false
    var minorVersion = 1
    /// Whether the client lets the connection live on.
    var keepsAlive = false
    /// How the stream that answers it, if one does, is framed.
    var framing = ResponseEncoder.Framing.none

    /// For an answer to something that is no request.
    init() {}

    init(_ head: RequestHead) {
        leavesBodyOut = head.method == .head
        minorVersion = head.version
        keepsAlive = head.keepsAlive
    }

    /// Whether an answer of this status has a body at all (RFC 9110 §6.4.1).
    func sendsBody(_ status: HTTPResponse.Status) -> Bool {
        !leavesBodyOut && status.code != 204 && status.code != 304
    }
}
