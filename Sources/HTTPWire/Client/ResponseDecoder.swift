/// Reads one response to a request that is not HEAD or CONNECT, without I/O.
///
/// Interim responses are skipped (RFC 9110 §15.2). Content beyond the limit is left out, and the response is complete
/// without it. Bytes after the response are not read.
package struct ResponseDecoder {
    private enum Phase {
        case head
        case length(Int)
        case chunks, trailer
        /// The content goes on to the end of the connection (RFC 9112 §6.3).
        case rest
    }

    private let limits: ResponseLimits
    private var phase = Phase.head
    private var buffer: [UInt8] = []
    private var headParser = ResponseHeadParser()
    /// The bytes of the interim responses before.
    private var interimBytes = 0
    private var status = 0
    private var section = FieldSection()
    private var chunks = ChunkedBodyParser()
    private var trailer = FieldSectionParser(at: 0)

    package init(limits: ResponseLimits = ResponseLimits()) {
        self.limits = limits
    }

    /// Whether no byte of a response has arrived.
    package var isEmpty: Bool {
        if case .head = phase { buffer.isEmpty && interimBytes == 0 } else { false }
    }

    /// Reads the next bytes.
    ///
    /// - Returns: the response, once it is complete.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ResponseError) -> DecodedResponse? {
        buffer.append(contentsOf: bytes)
        while case .head = phase {
            guard try advanceHead() else { return nil }
        }
        return try advanceContent()
    }

    /// Reads the end of the connection.
    ///
    /// - Returns: the response, if that is how it ends.
    package func end() throws(ResponseError) -> DecodedResponse {
        switch phase {
        case .rest: return response(buffer, isCut: false)
        case .head, .length, .chunks, .trailer: throw isEmpty ? .endsBefore : .endsWithin
        }
    }

    // MARK: - Head

    /// - Returns: whether a head has been read, that of an interim response included.
    private mutating func advanceHead() throws(ResponseError) -> Bool {
        let bytes = buffer
        let limit = limits.headBytes - interimBytes
        // The parser reads at most `limit` bytes, so the error does not depend on how many bytes arrived at once.
        let isComplete = try headParser.parse(bytes.span.extracting(first: limit), fieldLimit: limits.fieldCount)
        guard isComplete else {
            guard buffer.count < limit else { throw .headTooLarge(limit: limits.headBytes) }
            return false
        }
        let (parser, end) = (headParser, headParser.position)
        headParser = ResponseHeadParser()
        guard parser.status != 101 else { throw .switchesProtocols }
        if parser.status < 200 {
            interimBytes += end
        } else {
            status = parser.status
            section = FieldSection(bytes: Array(buffer[..<end]), records: parser.records)
            phase = try framing(of: section)
        }
        buffer.removeFirst(end)
        return true
    }

    /// How the end of the content is found (RFC 9112 §6.3).
    private func framing(of section: FieldSection) throws(ResponseError) -> Phase {
        if status == 204 || status == 304 { return .length(0) }
        var codings = TransferCodings()
        var length: Int?
        let bytes = section.bytes.span
        for record in section.records {
            if bytes.equals("transfer-encoding", in: record.name.range) {
                codings.add(bytes, record.value.range)
            } else if bytes.equals("content-length", in: record.name.range) {
                var rest = record.value.range
                guard !rest.isEmpty else { throw .invalidContentLength }
                // Several equal values count as one (RFC 9110 §8.6).
                while let element = bytes.nextElement(of: &rest) {
                    guard let value = Self.number(bytes, element) else { throw .invalidContentLength }
                    guard length == nil || length == value else { throw .conflictingContentLengths }
                    length = value
                }
            }
        }
        guard codings.isPresent else { return length.map(Phase.length) ?? .rest }
        // Transfer-Encoding overrides Content-Length (RFC 9112 §6.3).
        do throws(RequestError) { try codings.check() } catch { throw .unsupportedTransferCoding }
        return .chunks
    }

    private static func number(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { return nil }
            let (shifted, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = shifted.addingReportingOverflow(Int(bytes[index] - UInt8(ascii: "0")))
            guard !overflows, !overflowsToo else { return nil }
            number = sum
        }
        return number
    }

    // MARK: - Content

    private mutating func advanceContent() throws(ResponseError) -> DecodedResponse? {
        switch phase {
        case .head: return nil
        case .length(let length):
            let wanted = min(length, limits.bodyBytes)
            guard buffer.count >= wanted else { return nil }
            return response(Array(buffer[..<wanted]), isCut: length > wanted)
        case .rest:
            guard buffer.count > limits.bodyBytes else { return nil }
            return response(Array(buffer[..<limits.bodyBytes]), isCut: true)
        case .chunks, .trailer: return try advanceChunks()
        }
    }

    private mutating func advanceChunks() throws(ResponseError) -> DecodedResponse? {
        do throws(RequestError) {
            if case .chunks = phase {
                // The parser would refuse content that is too long; here it is cut.
                let unlimited = RequestLimits(bodyBytes: .max, chunkExtensionBytes: limits.chunkOverheadBytes)
                let bytes = buffer
                let (used, isComplete) = try chunks.parse(bytes.span, unlimited)
                buffer.removeFirst(used)
                if chunks.body.count > limits.bodyBytes {
                    return response(Array(chunks.body[..<limits.bodyBytes]), isCut: true)
                }
                guard isComplete else { return nil }
                phase = .trailer
            }
            return try parseTrailer() ? response(chunks.body, isCut: false) : nil
        } catch {
            if case .tooManyFields(let limit) = error { throw .tooManyTrailerFields(limit: limit) }
            throw .malformedChunk(error)
        }
    }

    /// - Returns: whether the trailer section is complete. Its fields are not kept.
    private mutating func parseTrailer() throws(RequestError) -> Bool {
        let bytes = buffer
        let visible = bytes.span.extracting(first: limits.chunkOverheadBytes)
        while true {
            switch try trailer.next(visible, fieldLimit: limits.fieldCount) {
            case .field: continue
            case .end: return true
            case .needsMore:
                guard buffer.count < limits.chunkOverheadBytes else {
                    throw .trailerTooLarge(limit: limits.chunkOverheadBytes)
                }
                return false
            }
        }
    }

    private func response(_ body: [UInt8], isCut: Bool) -> DecodedResponse {
        DecodedResponse(status: status, section: section, body: body, isCut: isCut)
    }
}
