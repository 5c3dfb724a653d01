/// Why a text is not valid JSON, and at which byte.
package struct JSONError: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        /// A byte that the grammar does not allow at this place.
        case unexpected(UInt8, expected: Expectation)
        /// The text ends before the value does.
        case unexpectedEnd(expected: Expectation)
        /// U+FEFF before the text. RFC 8259 §8.1 forbids to add it and lets a reader refuse it.
        case byteOrderMark
        /// Overlong, surrogate, above U+10FFFF or cut short (RFC 3629 §3, §4).
        case invalidUTF8
        /// A control character in a string that is not escaped (RFC 8259 §7).
        case controlCharacter(UInt8)
        /// A backslash that no escape follows.
        case invalidEscape
        /// A `\u` escape of half a surrogate pair, without the other half.
        case loneSurrogate
        /// A number such as `01` (RFC 8259 §6).
        case leadingZero
        /// More arrays and objects inside each other than the reader's limit.
        case tooDeep(maximum: Int)
    }

    /// What the grammar allows where the reader stopped.
    package enum Expectation: Equatable, Sendable {
        case value, valueOrEndOfArray, name, nameOrEndOfObject, colon, commaOrEndOfArray, commaOrEndOfObject
        case digit, endOfString, endOfText
        case literal(String)
    }

    package let reason: Reason
    /// The index of the byte at which the mistake shows, from 0 to the length of the text.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// One sentence for people: what was found, what was expected, at which byte.
    package var message: String {
        switch reason {
        case .unexpected(let byte, let expected):
            "Expected \(expected.description) at byte \(offset), found \(Self.describe(byte))."
        case .unexpectedEnd(let expected):
            "Expected \(expected.description) at byte \(offset), but the text ends there."
        case .byteOrderMark:
            "The text starts with a byte order mark at byte \(offset); JSON has none."
        case .invalidUTF8:
            "The bytes from byte \(offset) on are not valid UTF-8."
        case .controlCharacter(let byte):
            "The string holds \(Self.describe(byte)) at byte \(offset), which must be escaped."
        case .invalidEscape:
            "The backslash at byte \(offset) starts no valid escape."
        case .loneSurrogate:
            "The escape at byte \(offset) is half of a surrogate pair without its other half."
        case .leadingZero:
            "The number has a leading zero at byte \(offset)."
        case .tooDeep(let maximum):
            "The array or object at byte \(offset) is nested deeper than \(maximum)."
        }
    }

    /// A printable byte as its character in backticks, any other as its hexadecimal value.
    private static func describe(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "`\(Character(UnicodeScalar(byte)))`" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "the byte 0x" + (byte < 16 ? "0" : "") + digits
    }
}

extension JSONError.Expectation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .value: "a value"
        case .valueOrEndOfArray: "a value or `]`"
        case .name: "a name in double quotes"
        case .nameOrEndOfObject: "a name in double quotes or `}`"
        case .colon: "`:`"
        case .commaOrEndOfArray: "`,` or `]`"
        case .commaOrEndOfObject: "`,` or `}`"
        case .digit: "a digit"
        case .endOfString: "the closing double quote"
        case .endOfText: "the end of the text"
        case .literal(let text): "`\(text)`"
        }
    }
}
