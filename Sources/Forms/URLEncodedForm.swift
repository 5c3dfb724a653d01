import Base

/// Reads queries and bodies of the media type `application/x-www-form-urlencoded`.
package enum URLEncodedForm {
    /// Reads all pairs. A percent sign that starts no escape stays, and a plus sign is a space.
    ///
    /// - Throws: ``FormNotUTF8`` for the first name or value that is not UTF-8.
    package static func read(_ text: ArraySlice<UInt8>) throws(FormNotUTF8) -> FormFields {
        var fields = FormFields()
        var rest = text
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let pair = rest[..<end]
            rest = rest[end...].dropFirst()
            if pair.isEmpty { continue }
            let equalsSign = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard try fields.add(decoded(pair[..<equalsSign]), decoded(pair[equalsSign...].dropFirst())) else { break }
        }
        return fields
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        PercentEncoding.decode(text.span, plusIsSpace: true)[...]
    }
}
