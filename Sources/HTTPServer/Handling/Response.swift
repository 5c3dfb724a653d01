package import HTTPTypes
package import HTTPWire

/// Facts about a request that a handler reports to the middleware around it.
///
/// It is a class, so that each layer can read it without a copy.
package protocol ResponseDetails: AnyObject, Sendable {}

/// The response of a handler.
///
/// The server adds `Date`, `Connection` and the framing (`Content-Length` or `Transfer-Encoding`). It ignores these
/// fields when a handler sets them.
package struct Response: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// A body that the closure writes in parts: with chunked framing on HTTP/1.1, until the connection closes on
        /// HTTP/1.0.
        ///
        /// When the closure throws, the server cuts the response off, so that the client sees that it is incomplete.
        case stream(@Sendable (BodyWriter) async throws -> Void)
    }

    /// Changes a response in place.
    package typealias Change = @Sendable (inout Response) -> Void

    /// How the server sends the response.
    ///
    /// Every case except `normal` injects a fault.
    ///
    /// `truncated` and `paced` apply to a body in bytes only. A stream is sent as usual.
    package enum Delivery: Sendable, Equatable {
        case normal
        /// Sends nothing and resets the connection (TCP RST).
        case reset
        /// Sends nothing and closes the connection in an orderly way.
        case closeWithoutAnswer
        /// Sends the complete head and the first bytes of the body, then closes in an orderly way. At least one byte of
        /// the body is missing.
        case truncated(afterBytes: Int)
        /// Sends these bytes in place of an HTTP response, then closes in an orderly way.
        case raw([UInt8])
        /// Sends the head at once and the body at this rate.
        case paced(bytesPerSecond: Int)
        /// Sends nothing and keeps the connection open until the client closes it or the server stops.
        ///
        /// With a stream as its body, the connection also closes when the producer returns. That producer must not write.
        case never
    }

    package var status: HTTPResponse.Status
    package var fields: ResponseFields
    package var body: Body
    package var delivery: Delivery
    /// Facts for the middleware around the handler; never sent.
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
        // This does not call the other initializer, which would copy the response.
        self.status = status
        self.fields = ResponseFields(fields)
        body = .bytes(bytes)
        delivery = .normal
    }

    /// Makes a response with encoded fields, which many responses can share.
    package init(status: HTTPResponse.Status, fields: EncodedFields, bytes: [UInt8]) {
        self.status = status
        self.fields = ResponseFields(fields)
        body = .bytes(bytes)
        delivery = .normal
    }

    /// Returns the response with encoded fields, for a response that is sent many times.
    package consuming func encodingFields() -> Response {
        fields.encode()
        return self
    }
}
