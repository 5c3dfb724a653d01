import HTTPTypes
import HTTPWire

/// The facts about a request that decide how its response is sent.
struct ResponseContext {
    /// Whether the request is a HEAD. Its response has the framing of the response to GET, without the body
    /// (RFC 9110 §9.3.2).
    var leavesBodyOut = false
    /// The minor HTTP version of the request: 0 or 1.
    var minorVersion = 1
    /// Whether the connection persists after the response.
    var keepsAlive = false
    /// The framing of a body that is sent in parts.
    var framing = ResponseEncoder.Framing.none

    /// For a response without a readable request.
    init() {}

    init(_ head: RequestHead) {
        leavesBodyOut = head.method == .head
        minorVersion = head.version
        keepsAlive = head.keepsAlive
    }

    /// Whether a response with this status has a body (RFC 9110 §6.4.1).
    func sendsBody(_ status: HTTPResponse.Status) -> Bool {
        !leavesBodyOut && status.code != 204 && status.code != 304
    }
}
