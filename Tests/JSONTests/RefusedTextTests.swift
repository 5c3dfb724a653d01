import JSON
import Testing

@Suite("Refused text") struct RefusedTextTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let error: JSONError

        init(_ name: String, _ text: String, _ reason: JSONError.Reason, at offset: Int) {
            self.init(name, bytes: Array(text.utf8), reason, at: offset)
        }

        init(_ name: String, bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int) {
            (testDescription, self.bytes, error) = (name, bytes, JSONError(reason, at: offset))
        }
    }

    @Test("names what is wrong and where", arguments: structures + literals + numbers + strings)
    func refused(_ row: Row) {
        #expect(refusal(row.bytes) == row.error)
    }

    @Test("has the same mistake inside a member", arguments: literals + numbers)
    func insideAnObject(_ row: Row) {
        let prefix = Array("{\"a\":".utf8)
        // A text that only ends too early can go on here, so the mistake is another one.
        if case .unexpectedEnd = row.error.reason { return }
        if case .unexpected(_, .endOfText) = row.error.reason { return }
        #expect(refusal(prefix + row.bytes) == JSONError(row.error.reason, at: row.error.offset + prefix.count))
    }

    static func found(_ character: Unicode.Scalar, _ expected: JSONError.Expectation) -> JSONError.Reason {
        .unexpected(UInt8(ascii: character), expected: expected)
    }

    static let structures: [Row] = [
        Row("nothing", "", .unexpectedEnd(expected: .value), at: 0),
        Row("only a space", " ", .unexpectedEnd(expected: .value), at: 1),
        Row("byte order mark", "\u{FEFF}{}", .byteOrderMark, at: 0),
        Row("only a byte order mark", "\u{FEFF}", .byteOrderMark, at: 0),
        Row("half a byte order mark", bytes: [0xEF, 0xBB], .unexpected(0xEF, expected: .value), at: 0),
        Row("UTF-16, little end", bytes: [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], .unexpected(0xFF, expected: .value), at: 0),
        Row("UTF-16 without mark", bytes: [0, 0x5B, 0, 0x5D], .unexpected(0, expected: .value), at: 0),
        Row("NUL behind the text", bytes: [0x5B, 0x5D, 0], .unexpected(0, expected: .endOfText), at: 2),
        Row("two values", "{} {}", found("{", .endOfText), at: 3),
        Row("comma behind", "[],", found(",", .endOfText), at: 2),
        Row("closing bracket too many", "[1]]", found("]", .endOfText), at: 3),
        Row("closing brace too many", "{\"a\":1}}", found("}", .endOfText), at: 7),
        Row("word", "abc", found("a", .value), at: 0),
        Row("comment", "/* a */ {}", found("/", .value), at: 0),
        Row("comment behind", "{\"a\":1}//", found("/", .endOfText), at: 7),
        Row("hash comment", "{\"a\":1}#", found("#", .endOfText), at: 7),
        Row("single quotes", "'a'", found("'", .value), at: 0),
        Row("form feed as space", "\u{C}[]", .unexpected(0x0C, expected: .value), at: 0),
        Row("vertical tab as space", "[\u{B}]", .unexpected(0x0B, expected: .valueOrEndOfArray), at: 1),
        Row("no-break space", "[\u{A0}]", .unexpected(0xC2, expected: .valueOrEndOfArray), at: 1),
        Row("word joiner", "[\u{2060}]", .unexpected(0xE2, expected: .valueOrEndOfArray), at: 1),
        Row("open array", "[", .unexpectedEnd(expected: .valueOrEndOfArray), at: 1),
        Row("open array behind value", "[1", .unexpectedEnd(expected: .commaOrEndOfArray), at: 2),
        Row("open array behind comma", "[1,", .unexpectedEnd(expected: .value), at: 3),
        Row("comma before end of array", "[1,]", found("]", .value), at: 3),
        Row("comma at start of array", "[,1]", found(",", .valueOrEndOfArray), at: 1),
        Row("two commas in array", "[1,,2]", found(",", .value), at: 3),
        Row("only a comma in array", "[,]", found(",", .valueOrEndOfArray), at: 1),
        Row("no comma in array", "[1 2]", found("2", .commaOrEndOfArray), at: 3),
        Row("colon in array", "[1:2]", found(":", .commaOrEndOfArray), at: 2),
        Row("brace ends array", "[1}", found("}", .commaOrEndOfArray), at: 2),
        Row("minus alone in array", "[-]", found("]", .digit), at: 2),
        Row("open object", "{", .unexpectedEnd(expected: .nameOrEndOfObject), at: 1),
        Row("open object with space", "{ ", .unexpectedEnd(expected: .nameOrEndOfObject), at: 2),
        Row("object ends in name", "{\"a", .unexpectedEnd(expected: .endOfString), at: 3),
        Row("object ends behind name", "{\"a\"", .unexpectedEnd(expected: .colon), at: 4),
        Row("object ends behind colon", "{\"a\":", .unexpectedEnd(expected: .value), at: 5),
        Row("object ends behind value", "{\"a\":1", .unexpectedEnd(expected: .commaOrEndOfObject), at: 6),
        Row("object ends behind comma", "{\"a\":1,", .unexpectedEnd(expected: .name), at: 7),
        Row("comma before end of object", "{\"a\":1,}", found("}", .name), at: 7),
        Row("comma at start of object", "{,}", found(",", .nameOrEndOfObject), at: 1),
        Row("two commas in object", "{\"a\":1,,\"b\":2}", found(",", .name), at: 7),
        Row("name without quotes", "{a:1}", found("a", .nameOrEndOfObject), at: 1),
        Row("name in single quotes", "{'a':1}", found("'", .nameOrEndOfObject), at: 1),
        Row("number as name", "{1:1}", found("1", .nameOrEndOfObject), at: 1),
        Row("null as name", "{null:1}", found("n", .nameOrEndOfObject), at: 1),
        Row("array as name", "{[]:1}", found("[", .nameOrEndOfObject), at: 1),
        Row("no colon", "{\"a\" 1}", found("1", .colon), at: 5),
        Row("comma for colon", "{\"a\",1}", found(",", .colon), at: 4),
        Row("two colons", "{\"a\"::1}", found(":", .value), at: 5),
        Row("no value", "{\"a\":}", found("}", .value), at: 5),
        Row("bracket ends object", "{\"a\":1]", found("]", .commaOrEndOfObject), at: 6),
        Row("second name without quotes", "{\"a\":1,b:2}", found("b", .name), at: 7),
        Row("string behind value", "{\"a\":\"b\" \"c\"}", found("\"", .commaOrEndOfObject), at: 9),
    ]

    static let literals: [Row] = [
        Row("true in upper case", "TRUE", found("T", .value), at: 0),
        Row("True", "True", found("T", .value), at: 0),
        Row("tru", "tru", .unexpectedEnd(expected: .literal("true")), at: 3),
        Row("trux", "trux", found("x", .literal("true")), at: 3),
        Row("fals", "fals", .unexpectedEnd(expected: .literal("false")), at: 4),
        Row("nul", "nul", .unexpectedEnd(expected: .literal("null")), at: 3),
        Row("nill", "nill", found("i", .literal("null")), at: 1),
        Row("nulls", "nulls", found("s", .endOfText), at: 4),
        Row("truetrue", "truetrue", found("t", .endOfText), at: 4),
        Row("NaN", "NaN", found("N", .value), at: 0),
        Row("Infinity", "Infinity", found("I", .value), at: 0),
        Row("undefined", "undefined", found("u", .value), at: 0),
    ]

    static let numbers: [Row] = [
        Row("minus", "-", .unexpectedEnd(expected: .digit), at: 1),
        Row("minus and space", "- 1", .unexpected(0x20, expected: .digit), at: 1),
        Row("two minuses", "--1", found("-", .digit), at: 1),
        Row("plus", "+1", found("+", .value), at: 0),
        Row("minus infinity", "-Infinity", found("I", .digit), at: 1),
        Row("minus NaN", "-NaN", found("N", .digit), at: 1),
        Row("leading zero", "01", .leadingZero, at: 0),
        Row("leading zero behind minus", "-01", .leadingZero, at: 1),
        Row("two zeros", "00", .leadingZero, at: 0),
        Row("leading zeros before fraction", "00.5", .leadingZero, at: 0),
        Row("leading zeros and exponent", "012e3", .leadingZero, at: 0),
        Row("point first", ".5", found(".", .value), at: 0),
        Row("minus and point", "-.5", found(".", .digit), at: 1),
        Row("point last", "1.", .unexpectedEnd(expected: .digit), at: 2),
        Row("point before exponent", "1.e5", found("e", .digit), at: 2),
        Row("two points", "1.2.3", found(".", .endOfText), at: 3),
        Row("exponent without digits", "1e", .unexpectedEnd(expected: .digit), at: 2),
        Row("exponent with only a sign", "1e+", .unexpectedEnd(expected: .digit), at: 3),
        Row("exponent with two signs", "1e+-2", found("-", .digit), at: 3),
        Row("exponent with point", "1e.5", found(".", .digit), at: 2),
        Row("exponent with fraction", "1e5.5", found(".", .endOfText), at: 3),
        Row("two exponents", "1e2e3", found("e", .endOfText), at: 3),
        Row("zero and exponent without digits", "0e", .unexpectedEnd(expected: .digit), at: 2),
        Row("hexadecimal", "0x1F", found("x", .endOfText), at: 1),
        Row("hexadecimal behind digit", "1a", found("a", .endOfText), at: 1),
        Row("digits in groups", "1_000", found("_", .endOfText), at: 1),
        Row("space in number", "1 000", found("0", .endOfText), at: 2),
        Row("suffix", "1f", found("f", .endOfText), at: 1),
        Row("fullwidth digit", "\u{FF11}", .unexpected(0xEF, expected: .value), at: 0),
        Row("Arabic digit behind a digit", "1\u{661}", .unexpected(0xD9, expected: .endOfText), at: 1),
    ]

    static let strings: [Row] = [
        Row("no end", "\"abc", .unexpectedEnd(expected: .endOfString), at: 4),
        Row("quote alone", "\"", .unexpectedEnd(expected: .endOfString), at: 1),
        Row("backslash at the end", "\"\\", .unexpectedEnd(expected: .endOfString), at: 2),
        Row("escaped quote at the end", "\"\\\"", .unexpectedEnd(expected: .endOfString), at: 3),
        Row("line feed", "\"a\nb\"", .controlCharacter(0x0A), at: 2),
        Row("tab", "\"\t\"", .controlCharacter(0x09), at: 1),
        Row("NUL", "\"\0\"", .controlCharacter(0), at: 1),
        Row("control behind an escape", "\"\\n\u{1F}\"", .controlCharacter(0x1F), at: 3),
        Row("unknown escape", #""a\x00""#, .invalidEscape, at: 2),
        Row("escape in upper case", #""\N""#, .invalidEscape, at: 1),
        Row("escaped single quote", #""\'""#, .invalidEscape, at: 1),
        Row("escaped emoji", "\"\\\u{1F600}\"", .invalidEscape, at: 1),
        Row("escaped line feed", "\"\\\n\"", .invalidEscape, at: 1),
        Row("u without digits", #""\u""#, .invalidEscape, at: 1),
        Row("u with three digits", #""\u00A""#, .invalidEscape, at: 1),
        Row("u with a wrong digit", #""\u00G0""#, .invalidEscape, at: 1),
        Row("u with a sign", #""\u+041""#, .invalidEscape, at: 1),
        Row("u in upper case", #""\U0041""#, .invalidEscape, at: 1),
        Row("u at the end", #""\u00"#, .unexpectedEnd(expected: .endOfString), at: 5),
        Row("u in braces", #""\u{41}""#, .invalidEscape, at: 1),
        Row("lone high surrogate", #""\ud800""#, .loneSurrogate, at: 1),
        Row("lone low surrogate", #""\udc00""#, .loneSurrogate, at: 1),
        Row("high surrogate and text", #""\ud800abc""#, .loneSurrogate, at: 1),
        Row("high surrogate and short escape", #""\ud800\n""#, .loneSurrogate, at: 1),
        Row("two high surrogates", #""\ud800\ud800""#, .loneSurrogate, at: 1),
        Row("high surrogate and letter", #""\ud800\u0041""#, .loneSurrogate, at: 1),
        Row("pair the wrong way round", #""\ude00\ud83d""#, .loneSurrogate, at: 1),
        Row("high surrogate and incomplete escape", #""\ud800\u00""#, .invalidEscape, at: 7),
        Row("high surrogate at the end", #""\ud800\"#, .loneSurrogate, at: 1),
        Row("lone surrogate in a name", #"{"a\ud800":1}"#, .loneSurrogate, at: 3),
        Row("lone surrogate behind a pair", #""\ud83d\ude00\ude00""#, .loneSurrogate, at: 13),
        Row("continuation byte", bytes: [0x22, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("continuation byte behind text", bytes: [0x22, 0x61, 0xBF, 0x22], .invalidUTF8, at: 2),
        Row("two bytes, cut short", bytes: [0x22, 0xC3, 0x22], .invalidUTF8, at: 1),
        Row("two bytes, at the end", bytes: [0x22, 0xC3], .invalidUTF8, at: 1),
        Row("overlong NUL", bytes: [0x22, 0xC0, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("overlong slash", bytes: [0x22, 0xC0, 0xAF, 0x22], .invalidUTF8, at: 1),
        Row("overlong DEL", bytes: [0x22, 0xC1, 0xBF, 0x22], .invalidUTF8, at: 1),
        Row("overlong in three bytes", bytes: [0x22, 0xE0, 0x9F, 0xBF, 0x22], .invalidUTF8, at: 1),
        Row("overlong in four bytes", bytes: [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], .invalidUTF8, at: 1),
        Row("first surrogate in UTF-8", bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("last surrogate in UTF-8", bytes: [0x22, 0xED, 0xBF, 0xBF, 0x22], .invalidUTF8, at: 1),
        Row("pair in UTF-8", bytes: [0x22, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("above U+10FFFF", bytes: [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("five bytes", bytes: [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("six bytes", bytes: [0x22, 0xFC, 0x84, 0x80, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
        Row("byte 0xFE", bytes: [0x22, 0xFE, 0x22], .invalidUTF8, at: 1),
        Row("byte 0xFF", bytes: [0x22, 0xFF, 0x22], .invalidUTF8, at: 1),
        Row("Latin-1", bytes: [0x22, 0xE9, 0x22], .invalidUTF8, at: 1),
        Row("three bytes, third wrong", bytes: [0x22, 0xE2, 0x82, 0x41, 0x22], .invalidUTF8, at: 1),
        Row("four bytes, fourth wrong", bytes: [0x22, 0xF0, 0x9F, 0x98, 0x41, 0x22], .invalidUTF8, at: 1),
        Row("four bytes, cut short", bytes: [0x22, 0xF0, 0x9F, 0x98, 0x22], .invalidUTF8, at: 1),
        Row("invalid behind valid", bytes: [0x22, 0xC3, 0xA9, 0xC3, 0x22], .invalidUTF8, at: 3),
        Row("invalid behind an escape", bytes: [0x22, 0x5C, 0x6E, 0xC3, 0x22], .invalidUTF8, at: 3),
        Row("invalid in a name", bytes: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], .invalidUTF8, at: 2),
    ]
}
