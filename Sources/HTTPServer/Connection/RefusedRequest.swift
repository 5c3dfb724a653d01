package import HTTPTypes
package import HTTPWire

/// A request, or what came in place of one, that the server has refused before any handler saw it.
package struct RefusedRequest: Sendable {
    package let status: HTTPResponse.Status
    /// One line: why. It holds nothing of the request.
    package let reason: String
    /// What had come of the request's head; empty when nothing had.
    package let head: PartialHead
    package let connection: ConnectionID
    /// The number of the event loop that served it, from 0.
    package let loop: Int
    /// The client's address, `127.0.0.1:49152` or `[::1]:49152`; `nil` over a Unix domain socket.
    package let peer: String?
    /// When it was refused.
    package let receivedAt: ContinuousClock.Instant

    package init(
        status: HTTPResponse.Status, reason: String, head: PartialHead = PartialHead(),
        connection: ConnectionID = ConnectionID(0), loop: Int = 0, peer: String? = nil,
        receivedAt: ContinuousClock.Instant = .now
    ) {
        self.status = status
        self.reason = reason
        self.head = head
        self.connection = connection
        self.loop = loop
        self.peer = peer
        self.receivedAt = receivedAt
    }
}
