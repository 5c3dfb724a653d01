/// The maximum sizes of one request. A request that exceeds one is refused.
package struct RequestLimits: Sendable, Equatable {
    /// Maximum bytes of the request line and the header section together, with the final empty line; 431 above it.
    package var headBytes: Int
    /// Maximum bytes of the request target; 414 above it.
    package var targetBytes: Int
    /// Maximum bytes of the method; 501 above it, because no supported method is longer (RFC 9112 §3).
    package var methodBytes: Int
    /// Maximum number of field lines in the header section, and in the trailer section; 431 above it.
    package var fieldCount: Int
    /// Maximum bytes of content, without chunked framing; 413 above it.
    package var bodyBytes: Int
    /// Maximum bytes of the chunk extensions of all chunks of one request; 400 above it (RFC 9112 §7.1.1).
    package var chunkExtensionBytes: Int
    /// Maximum bytes of the trailer section; 431 above it.
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
