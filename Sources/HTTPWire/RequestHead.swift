package import HTTPTypes

/// How the end of a request's content is found (RFC 9112 §6.3).
package enum BodyFraming: Sendable, Equatable {
    /// Neither Content-Length nor Transfer-Encoding: there is no content.
    case none
    /// As many bytes as Content-Length says.
    case length(Int)
    /// `Transfer-Encoding: chunked`.
    case chunked
}

/// The request line and the header section of one request, as ranges of its bytes. Properties make their text on demand.
package struct RequestHead: Sendable {
    package let method: HTTPRequest.Method
    /// The minor version of the response: 0, or 1 for 1.1 and every higher 1.x (RFC 9110 §2.5).
    package let version: Int
    /// How the end of the content is found.
    package let framing: BodyFraming
    /// Whether the connection persists after the response (RFC 9112 §9.3).
    package let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends its content; never for HTTP/1.0 (RFC 9110 §10.1.1).
    package let expectsContinue: Bool
    /// The header section.
    package let section: FieldSection

    let endOfHead: UInt32
    let targetRange: ByteRange
    let form: RequestTarget
    let host: ByteRange?
}

extension RequestHead {
    /// The request target as it was sent.
    package var target: String { section.text(targetRange) }

    /// The path as sent, escapes and dot segments untouched, without the query; `*` for the whole server.
    ///
    /// An absolute target without a path reads as `/` (RFC 9110 §4.2.3), or as `*` with OPTIONS (RFC 9112 §3.2.4).
    package var path: String { String(lenient: pathBytes) }

    /// The bytes of ``path``; allocates nothing for a target that has a path.
    package var pathBytes: ArraySlice<UInt8> {
        if form.path.isEmpty {
            return method == .options && form.query == nil ? [UInt8(ascii: "*")] : [.slash]
        }
        return section.bytes[form.path.range]
    }

    /// The part after the first `?`, as sent; `nil` when there is none.
    package var query: String? { form.query.map(section.text) }

    /// The bytes of ``query``, without allocating.
    package var queryBytes: ArraySlice<UInt8>? { form.query.map { section.bytes[$0.range] } }

    /// The requested host and port: those of the target, otherwise those of the Host field (RFC 9112 §3.3). May be empty.
    package var authority: String? { (form.authority ?? host).map(section.text) }

    /// The combined value of a field, see ``FieldSection``.
    ///
    /// `nil`, without an allocation, when the field is absent.
    package subscript(_ name: HTTPField.Name) -> String? { section[name] }

    /// The bytes of a field's first line, without allocating.
    package func firstValue(_ name: HTTPField.Name) -> ArraySlice<UInt8>? { section.firstValue(name) }

    /// The bytes of a field that came exactly once, without allocating.
    package func onlyValue(_ name: HTTPField.Name) -> ArraySlice<UInt8>? { section.onlyValue(name) }

    /// Whether a field came exactly once and has this value. Case does not count.
    package func hasOnly(_ name: StaticString, _ value: StaticString) -> Bool { section.hasOnly(name, value) }

    /// Whether there is a field with this name, which is in lower case.
    package func has(_ name: StaticString) -> Bool { section.has(name) }

    /// All fields as the type of swift-http-types. Each call builds it.
    package var fields: HTTPFields { section.fields }

    /// The head as it arrived, from the method to the empty line that ends it.
    package var rawBytes: ArraySlice<UInt8> { section.bytes[..<Int(endOfHead)] }
}

/// One complete request.
package struct DecodedRequest: Sendable {
    package let head: RequestHead
    /// The content, without chunked framing.
    package let body: ArraySlice<UInt8>
    /// The trailer section, kept apart from the header section (RFC 9110 §6.5), without fields that must not be in it.
    package let trailers: FieldSection
}
