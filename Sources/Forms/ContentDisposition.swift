import Base

/// The names in the value of a part's Content-Disposition (RFC 7578 §4.2), as PHP reads them.
///
/// A value may be in double or single quotes. A backslash quotes itself and the kind of quote around it.
struct ContentDisposition {
    private(set) var name: ArraySlice<UInt8>?
    /// Whether the part is a file. An empty file name counts: browsers send it for a file that was not chosen.
    private(set) var hasFileName = false

    init(_ value: ArraySlice<UInt8>) {
        var rest = value.drop(while: \.isBlank)
        while !rest.isEmpty {
            var parameter = Self.word(from: &rest, until: UInt8(ascii: ";"))
            rest = rest.drop(while: \.isBlank)
            guard parameter.contains(UInt8(ascii: "=")) else { continue }
            let key = Self.word(from: &parameter, until: UInt8(ascii: "="))
            if key.equalsIgnoringCase("name") { name = Self.unquoted(parameter)[...] }
            if key.equalsIgnoringCase("filename") { hasFileName = true }
        }
    }

    /// Removes a word and the separators after it. A separator in quotes does not end the word.
    private static func word(from text: inout ArraySlice<UInt8>, until separator: UInt8) -> ArraySlice<UInt8> {
        var end = text.startIndex
        while end < text.endIndex, text[end] != separator {
            let quote = text[end]
            end += 1
            guard quote.isQuote else { continue }
            while end < text.endIndex, text[end] != quote {
                let isEscape = text[end] == .backslash && end + 1 < text.endIndex && text[end + 1] == quote
                end += isEscape ? 2 : 1
            }
            end = min(end + 1, text.endIndex)
        }
        let word = text[..<end]
        text = text[end...].drop { $0 == separator }
        return word
    }

    /// The text in the quotes, or the text up to the first blank.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var rest = text.drop(while: \.isBlank)
        let quote = rest.first.flatMap { $0.isQuote ? $0 : nil }
        if quote != nil { rest.removeFirst() }
        var plain: [UInt8] = []
        while let byte = rest.popFirst() {
            if quote.map({ byte == $0 }) ?? byte.isBlank { break }
            if byte == .backslash, let next = rest.first, next == .backslash || next == quote {
                plain.append(next)
                rest.removeFirst()
            } else {
                plain.append(byte)
            }
        }
        return plain
    }
}

extension UInt8 {
    fileprivate static let backslash = UInt8(ascii: "\\")

    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
