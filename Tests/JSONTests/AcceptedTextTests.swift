import JSON
import Testing

@Suite("Accepted text") struct AcceptedTextTests {
    struct Row: CustomTestStringConvertible {
        let testDescription, text: String
        let value: JSONValue

        init(_ name: String, _ text: String, _ value: JSONValue) {
            (testDescription, self.text, self.value) = (name, text, value)
        }
    }

    @Test("reads as its value", arguments: structures + strings)
    func reads(_ row: Row) throws {
        #expect(try read(row.text) == row.value)
    }

    @Test("reads the same with white space around it", arguments: structures)
    func whiteSpace(_ row: Row) throws {
        #expect(try read(" \t\r\n\(row.text)\n\r\t ") == row.value)
    }

    @Test("writes and reads back as the same value", arguments: structures + strings)
    func roundTrip(_ row: Row) throws {
        #expect(try read(row.value.encoded()) == row.value)
    }

    /// Text that a literal may not hold.
    private static func scalars(_ values: UInt32...) -> String {
        String(String.UnicodeScalarView(values.compactMap(UnicodeScalar.init)))
    }

    static let structures: [Row] = [
        Row("null", "null", .null),
        Row("true", "true", true),
        Row("false", "false", false),
        Row("lone integer", "42", 42),
        Row("lone double", "-0.1", -0.1),
        Row("lone string", "\"asd\"", "asd"),
        Row("empty array", "[]", []),
        Row("empty array with space", "[ \n ]", []),
        Row("array of null", "[null]", [.null]),
        Row("array of everything", "[null, 1, \"1\", {}]", [.null, 1, "1", [:]]),
        Row("nested empty arrays", "[[],[[]]]", [[], [[]]]),
        Row("array with spaces", "[ 1 , 2 ]", [1, 2]),
        Row("array with line feed before bracket", "[1\n]", [1]),
        Row("array with several nulls", "[1,null,null,null,2]", [1, .null, .null, .null, 2]),
        Row("empty object", "{}", [:]),
        Row("empty object with space", "{ \t }", [:]),
        Row("object", "{\"a\":1}", ["a": 1]),
        Row("object with spaces", "{ \"a\" : 1 , \"b\" : [ ] }", ["a": 1, "b": []]),
        Row("empty name", "{\"\":0}", ["": 0]),
        Row("name with an escape", "{\"a\\u0062\":1}", ["ab": 1]),
        Row("name with NUL", "{\"foo\\u0000bar\":42}", ["foo\0bar": 42]),
        Row(
            "name of 300 bytes", "{\"\(String(repeating: "x", count: 300))\":1}",
            [String(repeating: "x", count: 300): 1]),
        Row("repeated name", "{\"a\":1,\"a\":2}", ["a": 1, "a": 2]),
        Row("repeated name and value", "{\"a\":1,\"a\":1}", ["a": 1, "a": 1]),
        Row("names that are canonically equivalent", "{\"\u{E9}\":1,\"e\u{301}\":2}", ["\u{E9}": 1, "e\u{301}": 2]),
        Row("nested objects", "{\"a\":{\"b\":{\"c\":[{}]}}}", ["a": ["b": ["c": [[:]]]]]),
        Row("minimum and maximum", "{\"min\": -1.0e+28, \"max\": 1.0e+28}", ["min": -1.0e+28, "max": 1.0e+28]),
    ]

    static let strings: [Row] = [
        Row("empty string", "\"\"", ""),
        Row("space", "\" \"", " "),
        Row("all short escapes", #""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        Row("slash as it is", "\"a/b\"", "a/b"),
        Row("escape in the middle", #""ab\ncd""#, "ab\ncd"),
        Row("only an escape", #""\n""#, "\n"),
        Row("backslash and u", #""\\u0041""#, "\\u0041"),
        Row("escaped letter", #""\u0041""#, "A"),
        Row("escape in lower and upper case", #""\u00e9\u00E9""#, "\u{E9}\u{E9}"),
        Row("escaped NUL", #""\u0000""#, "\0"),
        Row("escaped controls", #""\u0001\u001f\u007f""#, "\u{1}\u{1F}\u{7F}"),
        Row("DEL as it is", "\"\u{7F}\"", "\u{7F}"),
        Row("C1 control as it is", "\"\u{85}\"", "\u{85}"),
        Row("line separators as they are", "\"\u{2028}\u{2029}\"", "\u{2028}\u{2029}"),
        Row("byte order mark inside", "\"\u{FEFF}x\"", "\u{FEFF}x"),
        Row("two bytes, first and last", "\"\u{80}\u{7FF}\"", "\u{80}\u{7FF}"),
        Row(
            "three bytes, around the surrogates", "\"\u{800}\u{D7FF}\u{E000}\u{FFFF}\"",
            "\u{800}\u{D7FF}\u{E000}\u{FFFF}"),
        Row("four bytes, first and last", "\"\u{10000}\u{10FFFF}\"", "\u{10000}\u{10FFFF}"),
        Row("emoji", "\"\u{1F600}\"", "\u{1F600}"),
        Row("surrogate pair", #""\ud83d\ude00""#, "\u{1F600}"),
        Row("surrogate pair in upper case", #""\uD83D\uDE00""#, "\u{1F600}"),
        Row("first surrogate pair", #""\ud800\udc00""#, "\u{10000}"),
        Row("last surrogate pair", #""\udbff\udfff""#, "\u{10FFFF}"),
        Row("two surrogate pairs", #""\ud83d\ude00\ud83d\ude01""#, "\u{1F600}\u{1F601}"),
        Row("escapes around the surrogates", #""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
        Row("noncharacters", #""\ufffe\uffff""#, .string(scalars(0xFFFE, 0xFFFF))),
        Row("noncharacter by a pair", #""\ud83f\udffe""#, .string(scalars(0x1FFFE))),
        Row("composed and decomposed stay", "\"\u{E9}e\u{301}\"", "\u{E9}e\u{301}"),
        Row("15 bytes", "\"123456789012345\"", "123456789012345"),
        Row("16 bytes", "\"1234567890123456\"", "1234567890123456"),
        Row("escape behind 16 bytes", #""1234567890123456\n""#, "1234567890123456\n"),
        Row("brackets in a string", #""[{]},:""#, "[{]},:"),
    ]
}
