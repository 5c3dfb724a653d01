package import HTTPTypes
package import HTTPWire

/// A number that names one connection for as long as the server lives; never used twice.
package struct ConnectionID: Sendable, Hashable, CustomStringConvertible {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    package var description: String { String(value) }
}

/// One whole request, its body included, as a handler sees it.
///
/// Chunked bodies have been put together, limits have been kept: what arrives here is well-formed HTTP. The one exception
/// is a ``fault`` that the handler has asked for.
///
/// A class, because every layer that waits for an answer holds on to it: as a structure each copy counted ten references.
package final class Request: Sendable {
    /// What to answer to a request whose body is not there.
    package struct Fault: Sendable, Equatable {
        package let status: HTTPResponse.Status
        package let message: String
    }

    package let head: RequestHead
    /// The path in its normal form.
    package let path: RequestPath
    package let body: ArraySlice<UInt8>
    /// Why ``body`` is empty though the client sends one: it is larger than allowed. The connection closes after the answer.
    ///
    /// Only where ``ServerConfiguration/handsOverTooLargeRequests`` is set.
    package let fault: Fault?
    package let connection: ConnectionID
    /// The number of the event loop that serves it, from 0; see ``EndOfTurn``.
    package let loop: Int
    /// The client's address, `127.0.0.1:49152` or `[::1]:49152`; `nil` over a Unix domain socket.
    package let peer: String?
    /// When the request's last byte was read.
    package let receivedAt: ContinuousClock.Instant
    /// What stood in the path at the route's `{names}`, percent-decoded.
    ///
    /// Filled in by ``Router``.
    package let parameters: PathParameters

    package init(
        head: RequestHead,
        body: ArraySlice<UInt8>,
        fault: Fault? = nil,
        paths: PathRules = PathRules(),
        connection: ConnectionID = ConnectionID(0),
        loop: Int = 0,
        peer: String? = nil,
        receivedAt: ContinuousClock.Instant = .now
    ) {
        self.head = head
        path = RequestPath(head.pathBytes, paths)
        self.body = body
        self.fault = fault
        self.connection = connection
        self.loop = loop
        self.peer = peer
        self.receivedAt = receivedAt
        parameters = PathParameters()
    }

    /// The same request, routed.
    init(_ request: Request, parameters: PathParameters) {
        head = request.head
        path = request.path
        body = request.body
        fault = request.fault
        connection = request.connection
        loop = request.loop
        peer = request.peer
        receivedAt = request.receivedAt
        self.parameters = parameters
    }

    package var method: HTTPRequest.Method { head.method }

    /// The path as it was sent, still percent-encoded and with its prefix, but with slashes merged and none at the end: how
    /// answers name it.
    package var mergedPath: String { String(lenient: RequestPath.merged(head.pathBytes)) }

    /// What follows the `?`, as it was sent; `nil` without a `?`.
    package var query: String? { head.query }

    /// The value of a header field, repeated ones joined by `, ` (RFC 9110 §5.3).
    package subscript(_ name: HTTPField.Name) -> String? { head[name] }
}
