/// The preferences in a request's `Prefer` field (RFC 7240): `code=403`, `wait=2`, or both.
///
/// Any other preference and any invalid value is ignored, as RFC 7240 §2 requires. The response's `Preference-Applied`
/// field lists the preferences that were applied.
struct Preference: Sendable, Equatable {
    /// The status of the response, 400 to 599.
    var code: Int?
    /// Seconds to wait before the response, 0 to 60. A longer wait is cut to 60.
    var wait: Int?

    static let longestWait = 60

    /// - Parameter field: the value of `Prefer`; the values of repeated fields are joined by commas.
    /// - Returns: `nil` when the field has neither preference.
    init?(field: String) {
        // If a preference occurs twice, the first one counts (RFC 7240 §2).
        let values = Dictionary(Self.preferences(in: field), uniquingKeysWith: { first, _ in first })
        code = values["code"].flatMap { Self.number($0, in: 400...599) }
        wait = values["wait"].flatMap { Self.number($0, in: 0...Int.max) }.map { min($0, Self.longestWait) }
        if code == nil && wait == nil { return nil }
    }

    /// The value of `Preference-Applied` (RFC 7240 §3).
    var applied: String {
        [code.map { "code=\($0)" }, wait.map { "wait=\($0)" }].compactMap { $0 }.joined(separator: ", ")
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// Splits `a=b; parameter, c="d"` into names (in lower case) and values.
    ///
    /// Parameters are dropped, because `code` and `wait` have none.
    private static func preferences(in field: String) -> [(String, String)] {
        split(field, at: ",").map { preference in
            let token = split(preference, at: ";")[0]
            let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
            return (parts[0].lowercased(), parts.count == 2 ? unquoted(parts[1]) : "")
        }
    }

    /// Splits at a separator outside quoted strings.
    ///
    /// - Returns: at least one part.
    private static func split(_ text: String, at separator: Unicode.Scalar) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var isQuoted = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == separator, !isQuoted {
                parts.append(String(part))
                part = .init()
                continue
            }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && scalar == "\\" && !isEscaped
            part.append(scalar)
        }
        parts.append(String(part))
        return parts
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        var scalars = text.unicodeScalars.drop(while: isBlank)
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars)
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }
}
