import Base

/// The media type of a body, as far as it decides how the body is read.
///
/// Parameters and the case of letters do not count (RFC 9110 §8.3.1).
enum MediaType {
    /// Any type that the framework treats as JSON, such as `application/json` or `application/problem+json`.
    case json
    /// `application/x-www-form-urlencoded`
    case form
    /// `multipart/form-data`; without a boundary it has no parts.
    case multipart(boundary: ArraySlice<UInt8>?)

    /// - Parameter contentType: the value of a single Content-Type.
    /// - Returns: `nil` for any other type.
    init?(_ contentType: String) {
        let type = Self.word(contentType.prefix { $0 != ";" })
        switch type {
        case "application/x-www-form-urlencoded": self = .form
        case "multipart/form-data": self = .multipart(boundary: Self.boundary(in: Array(contentType.utf8)[...]))
        default:
            guard type.contains("/json") || type.contains("+json") else { return nil }
            self = .json
        }
    }

    /// Returns the text in lower case, without spaces and tabs at both ends.
    static func word(_ text: Substring) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let word = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(word), as: UTF8.self).lowercased()
    }

    /// Finds the boundary as PHP does: after the first `boundary` and the next equals sign.
    ///
    /// - Returns: the text in quotes, or the text up to a comma or semicolon; `nil` without a boundary.
    private static func boundary(in contentType: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = contentType
        while !rest.prefix(8).equalsIgnoringCase("boundary") {
            guard rest.popFirst() != nil else { return nil }
        }
        guard let equalsSign = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        rest = rest[(equalsSign + 1)...]
        var boundary = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
        if rest.first == UInt8(ascii: "\"") {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            boundary = rest[..<end]
        } else {
            while boundary.last?.isBlank == true { boundary.removeLast() }
        }
        return boundary.isEmpty ? nil : boundary
    }
}
