import Base

extension JSONReader {
    /// Reads a member's name. The position is at its opening quote.
    mutating func name(in bytes: Span<UInt8>) throws(JSONError) -> String {
        position += 1
        let start = position
        guard try scanPlainText(in: bytes) == .closingQuote else { return try escapedString(from: start, in: bytes) }
        let text = bytes.extracting(start..<position)
        position += 1
        return text.withUnsafeBufferPointer { names.string(of: $0) ?? String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a string. The position is at its opening quote.
    mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
        position += 1
        let start = position
        guard try scanPlainText(in: bytes) == .closingQuote else { return try escapedString(from: start, in: bytes) }
        let text = bytes.extracting(start..<position)
        position += 1
        return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private enum Stop { case closingQuote, backslash }

    /// Moves over text without escapes, up to what ends it.
    @inline(__always)  // Calls here, of PlainText, KnownStrings and digits take 6 % of a 422: scripts/instructions.
    private mutating func scanPlainText(in bytes: Span<UInt8>) throws(JSONError) -> Stop {
        let end = PlainText.end(from: position, in: bytes, onlyASCII: true)
        // Most strings are ASCII without escapes.
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return try scanText(from: end, in: bytes) }
        position = end
        return .closingQuote
    }

    /// Moves over text that may have more than ASCII, up to what ends it.
    private mutating func scanText(from start: Int, in bytes: Span<UInt8>) throws(JSONError) -> Stop {
        position = start
        while true {
            position = PlainText.end(from: position, in: bytes, onlyASCII: true)
            guard position < bytes.count else { throw mistake(in: bytes, expecting: .endOfString) }
            switch bytes[position] {
            case UInt8(ascii: "\""): return .closingQuote
            case UInt8(ascii: "\\"): return .backslash
            case let byte where byte < 0x20: throw JSONError(.controlCharacter(byte), at: position)
            default:
                guard let length = UTF8Sequence.length(at: position, in: bytes) else {
                    throw JSONError(.invalidUTF8, at: position)
                }
                position += length
            }
        }
    }

    /// Reads the rest of a string that has escapes. The position is at the first backslash.
    private mutating func escapedString(from start: Int, in bytes: Span<UInt8>) throws(JSONError) -> String {
        var text: [UInt8] = []
        var plain = start
        var stop = Stop.backslash
        repeat {
            bytes.extracting(plain..<position).withUnsafeBufferPointer { text.append(contentsOf: $0) }
            try escape(in: bytes, into: &text)
            plain = position
            stop = try scanPlainText(in: bytes)
        } while stop == .backslash
        bytes.extracting(plain..<position).withUnsafeBufferPointer { text.append(contentsOf: $0) }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads one escape. The position is at its backslash.
    private mutating func escape(in bytes: Span<UInt8>, into text: inout [UInt8]) throws(JSONError) {
        let backslash = position
        position += 1
        guard position < bytes.count else { throw mistake(in: bytes, expecting: .endOfString) }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try unicodeScalar(escapedAt: backslash, in: bytes).utf8)
        default: throw JSONError(.invalidEscape, at: backslash)
        }
    }

    /// Reads the `XXXX` of `\uXXXX`, and the second escape of a surrogate pair when this is the first (RFC 8259 §7).
    private mutating func unicodeScalar(
        escapedAt backslash: Int, in bytes: Span<UInt8>
    ) throws(JSONError) -> UnicodeScalar {
        let high = try hexadecimalUnit(escapedAt: backslash, in: bytes)
        if let scalar = UnicodeScalar(high) { return scalar }
        let secondBackslash = position
        guard high < 0xDC00, bytes.count - position >= 2, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw JSONError(.loneSurrogate, at: backslash) }
        position += 2
        let low = try hexadecimalUnit(escapedAt: secondBackslash, in: bytes)
        guard 0xDC00...0xDFFF ~= low,
            let scalar = UnicodeScalar(0x10000 + (UInt32(high - 0xD800) << 10) + UInt32(low - 0xDC00))
        else { throw JSONError(.loneSurrogate, at: backslash) }
        return scalar
    }

    /// Reads four hexadecimal digits.
    private mutating func hexadecimalUnit(escapedAt backslash: Int, in bytes: Span<UInt8>) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw mistake(in: bytes, expecting: .endOfString) }
            guard let digit = bytes[position].hexadecimalValue else { throw JSONError(.invalidEscape, at: backslash) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
