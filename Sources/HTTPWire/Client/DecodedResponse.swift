/// A response as a client received it.
package struct DecodedResponse: Sendable {
    /// From 200 to 999.
    package let status: Int
    package let section: FieldSection
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
