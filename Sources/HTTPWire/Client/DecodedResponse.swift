/// A response as a client received it.
package struct DecodedResponse: Sendable {
    /// From 200 to 999.
    package let status: Int
    package let section: FieldSection
    /// Such as `HTTP/1.1`.
    package var version: String { String(decoding: statusLine.prefix(8), as: UTF8.self) }

    /// The reason phrase as it was sent; often empty.
    package var reasonPhrase: String { String(decoding: statusLine.dropFirst(13), as: UTF8.self) }

    /// `HTTP-version SP status-code [ SP reason-phrase ]` (RFC 9112 §4), with which the head begins.
    private var statusLine: ArraySlice<UInt8> { section.bytes.prefix { $0 != .carriageReturn } }

    /// Without chunked framing.
    package let body: [UInt8]
    /// Whether the content goes on after ``body``, and was not read.
    package let isCut: Bool
}

/// How much of a response a client reads.
package struct ResponseLimits: Sendable {
    /// Most bytes of the status line and the header section, those of interim responses included.
    package var headBytes: Int
    /// Most field lines of a header section.
    package var fieldCount: Int
    /// Most bytes of content. Longer content is cut.
    package var bodyBytes: Int
    /// Most bytes of the chunk extensions and of the trailer section of one response, each.
    package var chunkOverheadBytes: Int

    package init(
        headBytes: Int = 32_768, fieldCount: Int = 100, bodyBytes: Int = 65_536, chunkOverheadBytes: Int = 8_192
    ) {
        self.headBytes = headBytes
        self.fieldCount = fieldCount
        self.bodyBytes = bodyBytes
        self.chunkOverheadBytes = chunkOverheadBytes
    }
}
