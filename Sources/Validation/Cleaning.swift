package import JSON

/// What happens to string values before the rules see them (rules.md chapter 2).
///
/// Invisible code points are removed from both ends. A string that is then empty becomes `null`. Names of members do not
/// change.
package enum Cleaning {
    /// The value with all its strings cleaned, at any depth.
    package static func clean(_ value: JSONValue) -> JSONValue {
        change(of: value) ?? value
    }

    /// The cleaned value; `nil` when there is nothing to clean, so that nothing is copied.
    static func change(of value: JSONValue) -> JSONValue? {
        switch value {
        case .string(let text): change(of: text)
        case .array(let elements): change(of: elements).map { .array($0) }
        case .object(let object): change(of: object).map { .object($0) }
        default: nil
        }
    }

    private static func change(of text: String) -> JSONValue? {
        // Most strings begin and end with a visible ASCII character.
        hasPlainEnds(text) ? nil : trimming(text)
    }

    private static func hasPlainEnds(_ text: String) -> Bool {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
            if let first = bytes.first, let last = bytes.last {
                0x21..<0x80 ~= first && 0x21..<0x80 ~= last
            } else {
                false
            }
        }
        return isPlain ?? false
    }

    private static func trimming(_ text: String) -> JSONValue? {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !isTrimmed($0) }),
            let end = scalars.lastIndex(where: { !isTrimmed($0) })
        else { return .null }
        let behind = scalars.index(after: end)
        guard start != scalars.startIndex || behind != scalars.endIndex else { return nil }
        return .string(String(text[start..<behind]))
    }

    private static func change(of elements: [JSONValue]) -> [JSONValue]? {
        var cleaned: [JSONValue]?
        for index in elements.indices {
            guard let change = change(of: elements[index]) else { continue }
            if cleaned == nil { cleaned = elements }
            cleaned?[index] = change
        }
        return cleaned
    }

    private static func change(of object: JSONObject) -> JSONObject? {
        var cleaned: [JSONObject.Member]?
        for index in object.members.indices {
            guard let change = change(of: object.members[index].value) else { continue }
            if cleaned == nil { cleaned = object.members }
            cleaned?[index].value = change
        }
        return cleaned.map { JSONObject($0) }
    }

    /// Whether the code point is one of the 65 that are removed from the ends of a string.
    package static func isTrimmed(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x0000, 0x0009...0x000D, 0x0020, 0x0085, 0x00A0, 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x1680, 0x17B4,
            0x17B5, 0x180E, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F...0x2065, 0x206A...0x206F, 0x2800, 0x3000,
            0x3164, 0xFEFF, 0xFFA0, 0x1D159, 0x1D173...0x1D17A, 0xE0020:
            true
        default: false
        }
    }
}
