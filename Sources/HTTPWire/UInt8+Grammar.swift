/// The character classes of the HTTP and URI grammars, and the few bytes that parsers look for by name.
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

    /// The byte with an ASCII capital made small; every other byte as it is.
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// `tchar` (RFC 9110 §5.6.2): what methods, field names and list elements are made of.
    var isTokenByte: Bool { ByteSet.token.contains(self) }

    /// `field-vchar / SP / HTAB` (RFC 9110 §5.5): every byte but the control characters; obs-text (0x80 to 0xFF) is allowed.
    var isFieldValueByte: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// `unreserved / sub-delims` (RFC 3986 §2): what a registered host name holds besides escapes.
    var isNameByte: Bool { ByteSet.name.contains(self) }

    /// What may stand anywhere in a request target; where each may stand is ``RequestTarget``'s to say.
    var isTargetByte: Bool { ByteSet.target.contains(self) }
}
