/// The character classes of the HTTP and URI grammars, and names for the bytes that the parsers look for.
extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let slash = UInt8(ascii: "/")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let equals = UInt8(ascii: "=")
    static let questionMark = UInt8(ascii: "?")
    static let backslash = UInt8(ascii: "\\")

    /// `SP / HTAB`: the two bytes of OWS and BWS (RFC 9110 §5.6.3).
    var isBlank: Bool { self == .space || self == .tab }

    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    /// The small letter for an ASCII capital; every other byte unchanged.
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// `tchar` (RFC 9110 §5.6.2): the bytes of methods, field names and list elements.
    var isTokenByte: Bool { ByteSet.token.contains(self) }

    /// `field-vchar / SP / HTAB` (RFC 9110 §5.5): every byte except the control characters. obs-text (0x80 to 0xFF) is allowed.
    var isFieldValueByte: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// `unreserved / sub-delims` (RFC 3986 §2): the bytes of a registered host name, besides escapes.
    var isNameByte: Bool { ByteSet.name.contains(self) }

    /// Whether the byte may stand somewhere in a request target. ``RequestTarget`` decides where.
    var isTargetByte: Bool { ByteSet.target.contains(self) }
}
