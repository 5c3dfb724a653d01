package import Base
package import HTTPTypes
package import HTTPWire

/// A request or a connection that the server itself refused. No handler has seen it.
package struct RefusedRequest: Sendable {
    package let status: HTTPResponse.Status
    /// The reason in one line, without any byte of the request.
    package let reason: String
    /// The part of the request head that had arrived; may be empty.
    package let head: PartialHead
    package let connection: ConnectionID
    /// The number of the connection's event loop, from 0.
    package let loop: Int
    /// The client's address and port, such as `127.0.0.1:49152` or `[::1]:49152`; `nil` on a Unix domain socket.
    package let peer: String?
    /// When the server refused the request.
    package let receivedAt: Moment

    package init(
        status: HTTPResponse.Status, reason: String, head: PartialHead = PartialHead(),
        connection: ConnectionID = ConnectionID(0), loop: Int = 0, peer: String? = nil,
        receivedAt: Moment = .now
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
