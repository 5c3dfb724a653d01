import HTTPTypes

/// Decodes the bytes of one connection into requests, one after the other (RFC 9112).
///
/// Give the bytes that have arrived to ``append(_:)``, then call ``next()`` until it needs more bytes. The result does
/// not depend on how the bytes are divided into arrivals, except for the early ``Event/head(_:)``. The decoder reads
/// each byte a bounded number of times. Between requests it holds no storage.
package struct RequestDecoder: Sendable {
    /// The part of a request that the decoder waits for.
    package enum Awaiting: Sendable, Equatable {
        /// No byte of a request has arrived; the connection is idle.
        case start
        /// A request has started; its head is not complete.
        case head
        /// The head is complete; its content is not.
        case body
    }

    /// The result of ``RequestDecoder/next()``.
    package enum Event: Sendable {
        /// The decoder has used all bytes and needs more.
        case needsMore(Awaiting)
        /// A head whose content has not arrived completely. A server sends `100 Continue` now.
        ///
        /// It comes at most once for each request, and not when the content arrived together with the head.
        case head(RequestHead)
        /// A complete request.
        case request(DecodedRequest)
    }

    /// The most bytes of content of a request with this head; `nil` for ``RequestLimits/bodyBytes``.
    ///
    /// Called only for content that is chunked or longer than that.
    package typealias LargerBody = @Sendable (RequestHead) -> Int?

    private enum Phase { case start, startLineFeed, head, length(Int), chunks, trailer }

    private let limits: RequestLimits
    private let largerBody: LargerBody?
    /// The most bytes of the current request's content, if it is chunked.
    private var chunkedLimit = 0
    private var buffer: [UInt8] = []
    /// The index of the first byte that is not used yet.
    private var start = 0
    private var phase = Phase.start
    private var hasSkippedEmptyLine = false
    private var headParser = HeadParser()
    private var head: RequestHead?
    private var chunks = ChunkedBodyParser()
    private var trailer = FieldSectionParser(at: 0)
    private var failure: RequestError?
    /// The head of a request whose content is invalid or too large; `nil` without an error, and for an error in the head.
    package private(set) var refusedHead: RequestHead?
    private var refusedPart = PartialHead()
    private var failedOnHead = false

    /// - Parameter largerBody: allows more content than `limits`, by the head of the request.
    package init(limits: RequestLimits = RequestLimits(), largerBody: LargerBody? = nil) {
        self.limits = limits
        self.largerBody = largerBody
    }

    /// The number of appended bytes that are not part of a returned request.
    package var bufferedBytes: Int { buffer.count - start + chunks.body.count }

    /// Whether the current or failed request is known to be a HEAD. A response to it must have no content
    /// (RFC 9110 §9.3.2).
    package var requestIsHead: Bool {
        if failure != nil { return failedOnHead }
        if let head { return head.method == .head }
        return headParser.isHead(buffer.span.extracting(start...))
    }

    /// The part of the head that has arrived, of the current or failed request.
    package var partialHead: PartialHead {
        if failure != nil { return refusedPart }
        if let head { return PartialHead(head.rawBytes) }
        return PartialHead(buffer[start...])
    }

    /// Appends bytes that have arrived. After an error, drops them.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard failure == nil, !bytes.isEmpty else { return }
        // The rest moves only when more than half of the buffer is used, so each byte moves at most once on average.
        if start > buffer.count / 2 { discardUsed() }
        // The buffer is nearly always empty here, because nothing is kept between requests.
        if buffer.isEmpty { buffer = Array(bytes) } else { buffer.append(contentsOf: bytes) }
    }

    /// Decodes the next event.
    ///
    /// - Throws: ``RequestError``. Respond with its status, then close the connection. Every later call throws the same
    ///   error, because nothing after it may be read as a request (RFC 9112 §6.3).
    package mutating func next() throws(RequestError) -> Event {
        if let failure { throw failure }
        do throws(RequestError) {
            return try advance()
        } catch {
            let (head, part, isHead) = (head, partialHead, requestIsHead)
            self = RequestDecoder(limits: limits, largerBody: largerBody)
            failure = error
            refusedHead = head
            refusedPart = part
            failedOnHead = isHead
            throw error
        }
    }

    private mutating func advance() throws(RequestError) -> Event {
        switch phase {
        case .start, .startLineFeed:
            guard try skipEmptyLine() else { return needsMore(.start) }
            phase = .head
            return try advanceHead()
        case .head: return try advanceHead()
        case .length(let length): return try advanceLength(length)
        case .chunks, .trailer: return try advanceChunks()
        }
    }

    /// Skips one empty line before a request (RFC 9112 §2.2).
    ///
    /// - Returns: whether the first byte of a request has arrived.
    private mutating func skipEmptyLine() throws(RequestError) -> Bool {
        while start < buffer.count {
            switch (phase, buffer[start]) {
            case (.start, .carriageReturn) where !hasSkippedEmptyLine: phase = .startLineFeed
            case (.startLineFeed, .lineFeed):
                hasSkippedEmptyLine = true
                phase = .start
            case (.startLineFeed, _): throw .invalidLineEnding
            default: return true
            }
            start += 1
        }
        return false
    }

    private mutating func advanceHead() throws(RequestError) -> Event {
        // A second reference to the storage, not a copy. The parser may change while it reads a local value.
        let bytes = buffer
        guard try headParser.parse(bytes.span.extracting(start...), limits) else { return needsMore(.head) }
        let headEnd = start + headParser.position
        let conclusion = try headParser.conclusion()
        switch conclusion.framing {
        case .none: return try completeWithHead(conclusion, headEnd: headEnd, bodyLength: 0)
        case .length(let length) where length > limits.bodyBytes:
            let head = try detachHead(conclusion, headEnd: headEnd)
            let limit = bodyLimit(of: head)
            guard length <= limit else { throw .bodyTooLarge(limit: limit) }
            phase = .length(length)
            let event = try advanceLength(length)
            if case .needsMore = event { return .head(head) }
            return event
        case .length(let length) where length <= buffer.count - headEnd:
            return try completeWithHead(conclusion, headEnd: headEnd, bodyLength: length)
        case .length(let length):
            let head = try detachHead(conclusion, headEnd: headEnd)
            phase = .length(length)
            discardUsed()
            return .head(head)
        case .chunked:
            let head = try detachHead(conclusion, headEnd: headEnd)
            phase = .chunks
            chunkedLimit = bodyLimit(of: head)
            let event = try advanceChunks()
            if case .needsMore = event { return .head(head) }
            return event
        }
    }

    private func bodyLimit(of head: RequestHead) -> Int {
        max(limits.bodyBytes, largerBody?(head) ?? 0)
    }

    /// Returns a request whose content has arrived completely together with its head.
    private mutating func completeWithHead(
        _ conclusion: HeadParser.Conclusion, headEnd: Int, bodyLength: Int
    ) throws(RequestError) -> Event {
        let headLength = headEnd - start
        let storage = takeBytes(headLength + bodyLength)
        let head = try headParser.head(conclusion, storage: storage)
        return complete(head, body: storage[headLength...])
    }

    /// Copies the head out of the buffer, so that the buffer holds only the content that arrives.
    private mutating func detachHead(
        _ conclusion: HeadParser.Conclusion, headEnd: Int
    ) throws(RequestError) -> RequestHead {
        let head = try headParser.head(conclusion, storage: Array(buffer[start..<headEnd]))
        headParser = HeadParser()
        start = headEnd
        self.head = head
        return head
    }

    private mutating func advanceLength(_ length: Int) throws(RequestError) -> Event {
        guard length <= buffer.count - start, let head else { return needsMore(.body) }
        return complete(head, body: takeBytes(length)[...])
    }

    private mutating func advanceChunks() throws(RequestError) -> Event {
        let bytes = buffer
        if case .chunks = phase {
            var limits = limits
            limits.bodyBytes = chunkedLimit
            let (used, isComplete) = try chunks.parse(bytes.span.extracting(start...), limits)
            start += used
            guard isComplete else { return needsMore(.body) }
            trailer = FieldSectionParser(at: 0)
            phase = .trailer
        }
        guard try parseTrailer(bytes.span.extracting(start...)), let head else { return needsMore(.body) }
        let trailers = FieldSection(trailer: trailer.records, bytes: takeBytes(trailer.position))
        let body = chunks.body[...]
        chunks = ChunkedBodyParser()
        trailer = FieldSectionParser(at: 0)
        return complete(head, body: body, trailers: trailers)
    }

    /// Reads the bytes of the trailer section that have arrived.
    ///
    /// - Returns: whether the trailer section is complete.
    private mutating func parseTrailer(_ bytes: borrowing Span<UInt8>) throws(RequestError) -> Bool {
        let visible = bytes.extracting(first: limits.trailerBytes)
        while true {
            switch try trailer.next(visible, fieldLimit: limits.fieldCount) {
            case .field: continue
            case .end: return true
            case .needsMore:
                guard bytes.count < limits.trailerBytes else { throw .trailerTooLarge(limit: limits.trailerBytes) }
                return false
            }
        }
    }

    private mutating func complete(
        _ head: consuming RequestHead, body: consuming ArraySlice<UInt8>, trailers: FieldSection = FieldSection()
    ) -> Event {
        phase = .start
        hasSkippedEmptyLine = false
        headParser = HeadParser()
        self.head = nil
        return .request(DecodedRequest(head: head, body: body, trailers: trailers))
    }

    private mutating func needsMore(_ awaiting: Awaiting) -> Event {
        discardUsed()
        return .needsMore(awaiting)
    }

    /// Removes the next `count` bytes. Returns the buffer itself, without a copy, when it holds nothing else.
    private mutating func takeBytes(_ count: Int) -> [UInt8] {
        if start == 0, buffer.count == count {
            defer { buffer = [] }
            return buffer
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    /// Removes the used bytes from the buffer and moves the others to its start.
    private mutating func discardUsed() {
        guard start > 0 else { return }
        buffer = start == buffer.count ? [] : Array(buffer[start...])
        start = 0
    }
}
