/// Reads the field lines of a header or trailer section, up to the empty line that ends it (RFC 9112 §5).
///
/// It reads the bytes that have arrived and continues with the next ones. It looks at every byte once. The error is about
/// the first invalid byte, however the bytes are divided into arrivals.
struct FieldSectionParser {
    enum Step { case needsMore, field(FieldRecord), end }

    private enum Stage { case lineStart, name, leadingBlanks, value, lineFeed, lastLineFeed, complete }

    private var stage = Stage.lineStart
    private(set) var position: Int
    private var nameStart = 0
    private var nameEnd = 0
    private var valueStart = 0
    private(set) var records: [FieldRecord] = []

    /// Starts at a byte that begins a line.
    init(at position: Int) { self.position = position }

    /// Reads to the end of the next field line or of the section.
    ///
    /// A stage whose end has arrived falls through to the next stage. A stage whose end has not arrived continues with the next
    /// call.
    mutating func next(_ bytes: borrowing Span<UInt8>, fieldLimit: Int) throws(RequestError) -> Step {
        switch stage {
        case .lineStart:
            guard position < bytes.count else { return .needsMore }
            guard bytes[position] != .carriageReturn else { return try parseLastLineEnd(bytes) }
            try checkNameStart(bytes[position], fieldLimit: fieldLimit)
            nameStart = position
            stage = .name
            fallthrough
        case .name:
            position = bytes.endOfToken(from: position)
            guard position < bytes.count else { return .needsMore }
            // Whitespace before the colon must get a 400 (§5.1). Every other byte that is not a token byte gets one as well.
            guard bytes[position] == .colon, position > nameStart else {
                throw bytes[position] == .lineFeed ? .invalidLineEnding : .invalidFieldName
            }
            nameEnd = position
            position += 1
            stage = .leadingBlanks
            fallthrough
        case .leadingBlanks:
            position = bytes.endOfBlanks(from: position)
            guard position < bytes.count else { return .needsMore }
            valueStart = position
            stage = .value
            fallthrough
        case .value:
            position = bytes.endOfFieldValue(from: position)
            guard position < bytes.count else { return .needsMore }
            guard bytes[position] == .carriageReturn else {
                throw bytes[position] == .lineFeed ? .invalidLineEnding : .invalidFieldValue
            }
            position += 1
            stage = .lineFeed
            fallthrough
        case .lineFeed:
            guard position < bytes.count else { return .needsMore }
            guard bytes[position] == .lineFeed else { throw .invalidLineEnding }
            position += 1
            stage = .lineStart
            return .field(keepRecord(bytes))
        case .lastLineFeed: return try parseLastLineFeed(bytes)
        case .complete: return .end
        }
    }

    @inline(__always)  // See Span+Matching.
    private func checkNameStart(_ byte: UInt8, fieldLimit: Int) throws(RequestError) {
        switch byte {
        case .lineFeed: throw .invalidLineEnding
        // After a field this is an obs-fold, which a server must reject or unfold (§5.2). After the request line it is
        // whitespace, which a server must reject or skip (§2.2). When it is rejected, the message has one meaning only.
        case .space, .tab: throw .lineFolding
        default: guard records.count < fieldLimit else { throw .tooManyFields(limit: fieldLimit) }
        }
    }

    private mutating func parseLastLineEnd(_ bytes: borrowing Span<UInt8>) throws(RequestError) -> Step {
        position += 1
        stage = .lastLineFeed
        return try parseLastLineFeed(bytes)
    }

    private mutating func parseLastLineFeed(_ bytes: borrowing Span<UInt8>) throws(RequestError) -> Step {
        guard position < bytes.count else { return .needsMore }
        guard bytes[position] == .lineFeed else { throw .invalidLineEnding }
        position += 1
        stage = .complete
        return .end
    }

    /// Records the line that has just been read, without the whitespace at the end of its value.
    @inline(__always)  // See Span+Matching.
    private mutating func keepRecord(_ bytes: borrowing Span<UInt8>) -> FieldRecord {
        var valueEnd = position - 2
        while valueEnd > valueStart, bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
        let record = FieldRecord(name: ByteRange(nameStart..<nameEnd), value: ByteRange(valueStart..<valueEnd))
        if records.isEmpty { records.reserveCapacity(12) }
        records.append(record)
        return record
    }
}
