package import Base
package import HTTPTypes
package import HTTPWire

/// The number of a connection; unique in its server.
package struct ConnectionID: Sendable, Hashable, CustomStringConvertible {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    package var description: String { String(value) }
}

/// A complete request with its body, as a handler gets it.
///
/// The request is well-formed HTTP and within the ``RequestLimits``. The body has no chunked framing any more. The only
/// exception is a request with a ``fault``.
///
/// It is a class, because each layer that waits for a response holds the request. A copy of a structure retained ten
/// references.
package final class Request: Sendable {
    /// The response for a request whose body was not read.
    package struct Fault: Sendable, Equatable {
        package let status: HTTPResponse.Status
        package let message: String

        package init(status: HTTPResponse.Status, message: String) {
            self.status = status
            self.message = message
        }
    }

    package let head: RequestHead
    /// The method that the request asks to be handled as, in place of the one of its head; `nil` for nearly all requests.
    package let methodOverride: HTTPRequest.Method?
    /// The path in normal form.
    package let path: RequestPath
    package let body: ArraySlice<UInt8>
    /// Set when the body exceeds ``RequestLimits/bodyBytes``; ``body`` is then empty.
    ///
    /// The connection closes after the response. It is set only with
    /// ``ServerConfiguration/handsOverTooLargeRequests``.
    package let fault: Fault?
    package let connection: ConnectionID
    /// The number of the connection's event loop, from 0; see ``EndOfTurn``.
    package let loop: Int
    /// The client's address and port, such as `127.0.0.1:49152` or `[::1]:49152`; `nil` on a Unix domain socket.
    package let peer: String?
    /// When the server read the last byte of the request.
    package let receivedAt: Moment
    /// The values of the route's `{name}` segments, percent-decoded.
    ///
    /// ``Router`` sets them.
    package let parameters: PathParameters

    package init(
        head: RequestHead,
        body: ArraySlice<UInt8>,
        fault: Fault? = nil,
        paths: PathRules = PathRules(),
        connection: ConnectionID = ConnectionID(0),
        loop: Int = 0,
        peer: String? = nil,
        receivedAt: Moment = .now
    ) {
        self.head = head
        methodOverride = nil
        path = RequestPath(head.pathBytes, paths)
        self.body = body
        self.fault = fault
        self.connection = connection
        self.loop = loop
        self.peer = peer
        self.receivedAt = receivedAt
        parameters = PathParameters()
    }

    /// Copies a request and adds the parameters of its route.
    init(_ request: Request, parameters: PathParameters) {
        head = request.head
        methodOverride = request.methodOverride
        path = request.path
        body = request.body
        fault = request.fault
        connection = request.connection
        loop = request.loop
        peer = request.peer
        receivedAt = request.receivedAt
        self.parameters = parameters
    }

    /// Copies a request that is to be handled as one with another method.
    package init(_ request: Request, methodOverride: HTTPRequest.Method) {
        head = request.head
        self.methodOverride = methodOverride
        path = request.path
        body = request.body
        fault = request.fault
        connection = request.connection
        loop = request.loop
        peer = request.peer
        receivedAt = request.receivedAt
        parameters = request.parameters
    }

    /// The method by which the request is routed.
    package var method: HTTPRequest.Method { methodOverride ?? head.method }

    /// The path as the client sent it, but with slashes merged and without slashes at the end.
    ///
    /// It keeps percent-encoding and the optional prefix. Messages in responses name the path in this form.
    package var mergedPath: String { String(lenient: RequestPath.merged(head.pathBytes)) }

    /// The part after the first `?`, as the client sent it; `nil` without a `?`.
    package var query: String? { head.query }

    /// The value of a header field; the values of repeated lines are joined by `, ` (RFC 9110 §5.3).
    package subscript(_ name: HTTPField.Name) -> String? { head[name] }
}
