import HTTPTypes

/// Turns the bytes of one connection into requests, one after the other (RFC 9112).
///
/// Feed it with ``append(_:)`` whatever has arrived, cut anywhere, then call ``next()`` until it needs more. What comes out
/// does not depend on the cuts, but for the early ``Event/head(_:)``. Every byte is looked at a bounded number of times.
/// Between requests it holds no storage.
package struct RequestDecoder: Sendable {
    /// What is awaited when the bytes so far are used up.
    package enum Awaiting: Sendable, Equatable {
        /// Nothing of a request has come: the connection is idle.
        case start
        /// A request has begun; its head is not complete.
        case head
        /// The head is complete; its content is not.
        case body
    }

    package enum Event: Sendable {
        case needsMore(Awaiting)
        /// A head whose content is still to come: once, and only when the two did not arrive together. The time for
        /// `100 Continue`.
        case head(RequestHead)
        /// A whole request.
        case request(DecodedRequest)
    }

    private enum Phase { case start, startLineFeed, head, length(Int), chunks, trailer }

    private let limits: RequestLimits
    private var buffer: [UInt8] = []
    /// Bytes before this one are used up.
    private var start = 0
    private var phase = Phase.start
    private var hasSkippedEmptyLine = false
    private var headParser = HeadParser()
    private var head: RequestHead?
    private var chunks = ChunkedBodyParser()
    private var trailer = FieldSectionParser(at: 0)
    private var failure: RequestError?
    /// The head of a request that failed in its content; `nil` while nothing has failed, and when the head was at fault.
    package private(set) var refusedHead: RequestHead?
    private var refusedPart = PartialHead()
    private var failedOnHead = false

    package init(limits: RequestLimits = RequestLimits()) {
        self.limits = limits
    }

    /// How many bytes are held: appended and not yet part of a request handed out.
    package var bufferedBytes: Int { buffer.count - start + chunks.body.count }

    /// Whether the request that has begun, or that failed, is known to be a HEAD: then whatever refuses it must go without
    /// content (RFC 9110 §9.3.2).
    package var requestIsHead: Bool {
        if failure != nil { return failedOnHead }
        if let head { return head.method == .head }
        return headParser.isHead(buffer.span.extracting(start...))
    }

    /// What has come of the head of the request that has begun, or that failed.
    package var partialHead: PartialHead {
        if failure != nil { return refusedPart }
        if let head { return PartialHead(head.rawBytes) }
        return PartialHead(buffer[start...])
    }

    /// Takes bytes that have arrived; after a failure drops them.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard failure == nil, !bytes.isEmpty else { return }
        // Once more than half is used up it costs less to move the rest than it did to come here.
        if start > buffer.count / 2 { discardUsed() }
        // As nearly always: nothing is kept between requests.
        if buffer.isEmpty { buffer = Array(bytes) } else { buffer.append(contentsOf: bytes) }
    }

    /// The next event.
    ///
    /// - Throws: ``RequestError``: answer its status, then close. The decoder stays failed and throws the same again: after
    ///   a fault nothing may be read as a request (RFC 9112 §6.3).
    package mutating func next() throws(RequestError) -> Event {
        if let failure { throw failure }
        do throws(RequestError) {
            return try advance()
        } catch {
            let (head, part, isHead) = (head, partialHead, requestIsHead)
            self = RequestDecoder(limits: limits)
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

    /// Skips one empty line before a request (RFC 9112 §2.2); `true` when a request begins behind it.
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
        let bytes = buffer  // a second reference, not a copy, so that the parser may change while it reads
        guard try headParser.parse(bytes.span.extracting(start...), limits) else { return needsMore(.head) }
        let headEnd = start + headParser.position
        let conclusion = try headParser.conclusion()
        switch conclusion.framing {
        case .none: return try completeWithHead(conclusion, headEnd: headEnd, bodyLength: 0)
        case .length(let length) where length > limits.bodyBytes:
            _ = try detachHead(conclusion, headEnd: headEnd)
            throw .bodyTooLarge(limit: limits.bodyBytes)
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
            let event = try advanceChunks()
            if case .needsMore = event { return .head(head) }
            return event
        }
    }

    /// Hands out a request whose content stands whole behind its head.
    private mutating func completeWithHead(
        _ conclusion: HeadParser.Conclusion, headEnd: Int, bodyLength: Int
    ) throws(RequestError) -> Event {
        let headLength = headEnd - start
        let storage = takeBytes(headLength + bodyLength)
        let head = try headParser.head(conclusion, storage: storage)
        return complete(head, body: storage[headLength...])
    }

    /// Gives the head bytes of its own, so that its content can gather without them.
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
            let (used, isComplete) = try chunks.parse(bytes.span.extracting(start...), limits)
            start += used
            guard isComplete else { return needsMore(.body) }
            trailer = FieldSectionParser(at: 0)
            phase = .trailer
        }
        guard try parseTrailer(bytes.span.extracting(start...)), let head else { return needsMore(.body) }
        let trailers = FieldSection(trailer: trailer.records, bytes: takeBytes(trailer.position))
        return complete(head, body: chunks.body[...], trailers: trailers)
    }

    /// Reads on in the trailer section; `true` when it is complete.
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
        chunks = ChunkedBodyParser()
        trailer = FieldSectionParser(at: 0)
        return .request(DecodedRequest(head: head, body: body, trailers: trailers))
    }

    private mutating func needsMore(_ awaiting: Awaiting) -> Event {
        discardUsed()
        return .needsMore(awaiting)
    }

    /// The next `count` bytes as storage of their own; the buffer itself, uncopied, when it holds nothing else.
    private mutating func takeBytes(_ count: Int) -> [UInt8] {
        if start == 0, buffer.count == count {
            defer { buffer = [] }
            return buffer
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    /// Lets go of what is used up.
    ///
    /// Moves the rest, but only when something has been used up since the last time: a request's bytes move once.
    private mutating func discardUsed() {
        guard start > 0 else { return }
        buffer = start == buffer.count ? [] : Array(buffer[start...])
        start = 0
    }
}
