/// Reads field lines up to the empty line that ends them (RFC 9112 §5), from as much as has come: headers and trailers.
///
/// Every byte is looked at once, and the first byte that cannot be right is the fault, whatever the cuts.
struct FieldSectionParser {
    enum Step { case needsMore, field(FieldRecord), end }

    private enum Stage { case lineStart, name, leadingBlanks, value, lineFeed, lastLineFeed, complete }

    private var stage = Stage.lineStart
    private(set) var position: Int
    private var name = 0..<0
    private var valueStart = 0
    private(set) var records: [FieldRecord] = []

    /// Starts at a byte that begins a line.
    init(at position: Int) { self.position = position }

    /// Reads on to the end of the next field line or of the section.
    mutating func next(_ bytes: borrowing Span<UInt8>, fieldLimit: Int) throws(RequestError) -> Step {
        while position < bytes.count {
            switch stage {
            case .lineStart: try parseLineStart(bytes[position], fieldLimit: fieldLimit)
            case .name: try parseName(bytes)
            case .leadingBlanks:
                position = bytes.endOfBlanks(from: position)
                valueStart = position
                if position < bytes.count { stage = .value }
            case .value: try parseValue(bytes)
            case .lineFeed:
                guard bytes[position] == .lineFeed else { throw .invalidLineEnding }
                let record = completeField(bytes)
                return .field(record)
            case .lastLineFeed:
                guard bytes[position] == .lineFeed else { throw .invalidLineEnding }
                position += 1
                stage = .complete
                return .end
            case .complete: return .end
            }
        }
        return stage == .complete ? .end : .needsMore
    }

    private mutating func parseLineStart(_ byte: UInt8, fieldLimit: Int) throws(RequestError) {
        switch byte {
        case .carriageReturn:
            position += 1
            stage = .lastLineFeed
        case .lineFeed: throw .invalidLineEnding
        // After a field an obs-fold, which a server must reject or unfold (§5.2); after the request line whitespace
        // that it must reject or skip (§2.2). Rejecting leaves one reading.
        case .space, .tab: throw .lineFolding
        default:
            guard records.count < fieldLimit else { throw .tooManyFields(limit: fieldLimit) }
            name = position..<position
            stage = .name
        }
    }

    private mutating func parseName(_ bytes: borrowing Span<UInt8>) throws(RequestError) {
        position = bytes.endOfToken(from: position)
        guard position < bytes.count else { return }
        // Whitespace before the colon must be answered 400 (§5.1), like every byte that is no token's.
        guard bytes[position] == .colon, position > name.lowerBound else {
            throw bytes[position] == .lineFeed ? .invalidLineEnding : .invalidFieldName
        }
        name = name.lowerBound..<position
        position += 1
        stage = .leadingBlanks
    }

    private mutating func parseValue(_ bytes: borrowing Span<UInt8>) throws(RequestError) {
        position = bytes.endOfFieldValue(from: position)
        guard position < bytes.count else { return }
        switch bytes[position] {
        case .carriageReturn:
            position += 1
            stage = .lineFeed
        case .lineFeed: throw .invalidLineEnding
        default: throw .invalidFieldValue
        }
    }

    /// Takes the whitespace off the value's end and keeps the record.
    private mutating func completeField(_ bytes: borrowing Span<UInt8>) -> FieldRecord {
        var valueEnd = position - 1
        while valueEnd > valueStart, bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
        let record = FieldRecord(name: ByteRange(name), value: ByteRange(valueStart..<valueEnd))
        if records.isEmpty { records.reserveCapacity(12) }
        records.append(record)
        position += 1
        stage = .lineStart
        return record
    }
}
