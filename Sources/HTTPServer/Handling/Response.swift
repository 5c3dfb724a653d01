package import HTTPTypes
package import HTTPWire

/// What a handler tells the middleware around it about a request.
///
/// A reference, so that every layer can look at it without copying.
package protocol ResponseDetails: AnyObject, Sendable {}

/// What a handler answers.
///
/// The server adds `Date`, `Connection` and the framing (`Content-Length` or `Transfer-Encoding`); a handler sets none
/// of them.
package struct Response: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Written bit by bit for as long as the closure runs: chunked on HTTP/1.1, until the connection closes on 1.0.
        ///
        /// An error thrown out of it cuts the answer off, so that the client sees that it is incomplete.
        case stream(@Sendable (BodyWriter) async throws -> Void)
    }

    /// What middleware does to an answer, in place.
    package typealias Change = @Sendable (inout Response) -> Void

    /// How the answer goes over the wire.
    ///
    /// Everything but `normal` is broken on purpose, for fault injection.
    ///
    /// `truncated` and `paced` need a body in bytes; a stream is sent as it is.
    package enum Delivery: Sendable, Equatable {
        case normal
        /// Nothing is sent, the connection is reset (TCP RST).
        case reset
        /// Nothing is sent, the connection is closed in an orderly way.
        case closeWithoutAnswer
        /// The whole head and so many bytes of the body, always at least one too few, then an orderly close.
        case truncated(afterBytes: Int)
        /// These bytes in place of an HTTP answer, then an orderly close.
        case raw([UInt8])
        /// The head at once, the body dripped.
        case paced(bytesPerSecond: Int)
        /// Nothing is sent. The connection stays open until the client goes, the server stops or the producer of a
        /// body that is a stream returns; it must not write.
        case never
    }

    package var status: HTTPResponse.Status
    package var fields: ResponseFields
    package var body: Body
    package var delivery: Delivery
    /// What a handler tells the middleware around it; never sent.
    package var details: (any ResponseDetails)?

    package init(
        status: HTTPResponse.Status,
        fields: HTTPFields = HTTPFields(),
        body: Body = .bytes([]),
        delivery: Delivery = .normal,
        details: (any ResponseDetails)? = nil
    ) {
        self.status = status
        self.fields = ResponseFields(fields)
        self.body = body
        self.delivery = delivery
        self.details = details
    }

    package init(status: HTTPResponse.Status, fields: HTTPFields = HTTPFields(), bytes: [UInt8]) {
        // Not by way of the other initializer, which would copy all of it.
        self.status = status
        self.fields = ResponseFields(fields)
        body = .bytes(bytes)
        delivery = .normal
    }

    /// An answer whose fields many have.
    package init(status: HTTPResponse.Status, fields: EncodedFields, bytes: [UInt8]) {
        self.status = status
        self.fields = ResponseFields(fields)
        body = .bytes(bytes)
        delivery = .normal
    }

    /// The same answer for one that is given many times.
    package consuming func encodingFields() -> Response {
        fields.encode()
        return self
    }
}
