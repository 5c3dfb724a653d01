/// How much one request may take before it is refused.
package struct RequestLimits: Sendable, Equatable {
    /// Most bytes of request line and header section together, the final empty line included; beyond it 431.
    package var headBytes: Int
    /// Most bytes of a request target; beyond it 414.
    package var targetBytes: Int
    /// Most bytes of a method; beyond it 501, for no method is that long (RFC 9112 §3).
    package var methodBytes: Int
    /// Most field lines in the header section, and again in the trailer section; beyond it 431.
    package var fieldCount: Int
    /// Most bytes of content, after chunked framing is taken off; beyond it 413.
    package var bodyBytes: Int
    /// Most bytes of chunk extensions over all chunks of one request; beyond it 400 (RFC 9112 §7.1.1).
    package var chunkExtensionBytes: Int
    /// Most bytes of a trailer section; beyond it 431.
    package var trailerBytes: Int

    package init(
        headBytes: Int = 32_768, targetBytes: Int = 8_192, methodBytes: Int = 64, fieldCount: Int = 100,
        bodyBytes: Int = 1_048_576, chunkExtensionBytes: Int = 4_096, trailerBytes: Int = 8_192
    ) {
        self.headBytes = headBytes
        self.targetBytes = targetBytes
        self.methodBytes = methodBytes
        self.fieldCount = fieldCount
        self.bodyBytes = bodyBytes
        self.chunkExtensionBytes = chunkExtensionBytes
        self.trailerBytes = trailerBytes
    }
}
