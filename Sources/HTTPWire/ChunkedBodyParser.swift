import Base

/// Removes the chunked framing from content (RFC 9112 §7.1), up to the trailer section.
///
/// It reads the bytes that have arrived and continues with the next ones.
///
///     chunk     = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
///     chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
struct ChunkedBodyParser {
    private enum Stage {
        case firstSizeDigit, size
        case beforeSemicolon, beforeName, name, afterName, beforeValue, value, quoted, escaped, afterQuoted
        case sizeLineFeed, data, dataCarriageReturn, dataLineFeed
        case complete
    }

    private var stage = Stage.firstSizeDigit
    private var size = 0
    private var digits = 0
    private var extensionBytes = 0
    /// The content so far, without framing.
    private(set) var body: [UInt8] = []

    /// Reads the next bytes.
    ///
    /// - Returns: how many bytes were used, and whether the last chunk has come, so that the trailer section follows.
    mutating func parse(
        _ bytes: borrowing Span<UInt8>, _ limits: RequestLimits
    ) throws(RequestError) -> (used: Int, isComplete: Bool) {
        var position = 0
        while position < bytes.count, stage != .complete {
            if stage == .data {
                position += takeData(bytes, at: position)
            } else {
                try step(bytes[position], limits)
                position += 1
            }
        }
        return (position, stage == .complete)
    }

    private mutating func takeData(_ bytes: borrowing Span<UInt8>, at position: Int) -> Int {
        let count = min(size, bytes.count - position)
        bytes.extracting(position..<position + count).withUnsafeBufferPointer { body.append(contentsOf: $0) }
        size -= count
        if size == 0 { stage = .dataCarriageReturn }
        return count
    }

    private mutating func step(_ byte: UInt8, _ limits: RequestLimits) throws(RequestError) {
        switch stage {
        case .firstSizeDigit, .size: try stepSize(byte, limits)
        case .sizeLineFeed:
            guard byte == .lineFeed else { throw .invalidLineEnding }
            stage = size == 0 ? .complete : .data
        case .dataCarriageReturn:
            guard byte == .carriageReturn else { throw .invalidChunkEnd }
            stage = .dataLineFeed
        case .dataLineFeed:
            guard byte == .lineFeed else { throw .invalidChunkEnd }
            stage = .firstSizeDigit
        case .data, .complete: break
        default:
            if byte != .carriageReturn {
                // The sum over all chunks, because a client could send extensions without end (RFC 9112 §7.1.1).
                extensionBytes += 1
                guard extensionBytes <= limits.chunkExtensionBytes else {
                    throw .chunkExtensionsTooLong(limit: limits.chunkExtensionBytes)
                }
            }
            try stepExtension(byte)
        }
    }

    private mutating func stepSize(_ byte: UInt8, _ limits: RequestLimits) throws(RequestError) {
        if let digit = byte.hexadecimalValue {
            // Sixteen digits are 64 bits. More digits could only be leading zeros, and they could go on without end.
            digits = stage == .firstSizeDigit ? 1 : digits + 1
            let (shifted, overflows) = (stage == .firstSizeDigit ? 0 : size).multipliedReportingOverflow(by: 16)
            guard digits <= 16, !overflows else { throw .invalidChunkSize }
            size = shifted + Int(digit)
            stage = .size
            return
        }
        guard stage == .size else { throw .invalidChunkSize }
        guard size <= limits.bodyBytes - body.count else { throw .bodyTooLarge(limit: limits.bodyBytes) }
        switch byte {
        case .carriageReturn: stage = .sizeLineFeed
        case .semicolon: try beginExtension(.beforeName, limits)
        case .space, .tab: try beginExtension(.beforeSemicolon, limits)
        case .lineFeed: throw .invalidLineEnding
        default: throw .invalidChunkSize
        }
    }

    private mutating func beginExtension(_ next: Stage, _ limits: RequestLimits) throws(RequestError) {
        extensionBytes += 1
        guard extensionBytes <= limits.chunkExtensionBytes else {
            throw .chunkExtensionsTooLong(limit: limits.chunkExtensionBytes)
        }
        stage = next
    }

    private mutating func stepExtension(_ byte: UInt8) throws(RequestError) {
        switch (stage, byte) {
        case (_, .lineFeed): throw .invalidLineEnding
        case (.beforeSemicolon, .semicolon), (.name, .semicolon), (.afterName, .semicolon), (.value, .semicolon),
            (.afterQuoted, .semicolon):
            stage = .beforeName
        case (.name, .carriageReturn), (.value, .carriageReturn), (.afterQuoted, .carriageReturn):
            stage = .sizeLineFeed
        case (.name, .equals), (.afterName, .equals): stage = .beforeValue
        case (.beforeValue, .quote): stage = .quoted
        case (.quoted, .quote): stage = .afterQuoted
        case (.quoted, .backslash): stage = .escaped
        case (.quoted, _) where byte.isFieldValueByte: break
        case (.escaped, _) where byte.isFieldValueByte: stage = .quoted
        case (.beforeSemicolon, .space), (.beforeSemicolon, .tab), (.beforeName, .space), (.beforeName, .tab),
            (.afterName, .space), (.afterName, .tab), (.beforeValue, .space), (.beforeValue, .tab):
            break
        case (.name, .space), (.name, .tab): stage = .afterName
        case (.value, .space), (.value, .tab), (.afterQuoted, .space), (.afterQuoted, .tab): stage = .beforeSemicolon
        case (.beforeName, _) where byte.isTokenByte: stage = .name
        case (.beforeValue, _) where byte.isTokenByte: stage = .value
        case (.name, _) where byte.isTokenByte: break
        case (.value, _) where byte.isTokenByte: break
        default: throw .invalidChunkExtension
        }
    }
}
