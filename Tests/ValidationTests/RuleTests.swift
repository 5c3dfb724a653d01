import JSON
import Testing

@testable import Validation

@Suite("Rules") struct RuleTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let holds: Bool
        var testDescription: String { "\(text) \(holds ? "holds" : "fails")" }
    }

    /// One row for each JSON text, `+` behind those that hold.
    static func rows(holding: [String], failing: [String]) -> [Row] {
        holding.map { Row(text: $0, holds: true) } + failing.map { Row(text: $0, holds: false) }
    }

    @Test(
        "integer",
        arguments: rows(
            holding: [
                "0", "-0", "7", "9223372036854775807", "-9223372036854775808", "3.0", "3e0", "1e2", "1e13", "-0.0",
                "0e5",
                "3.000000000000001", "12345678901234.0", "99999999999999.0", "99999999999999.4", "-12345678901234.0",
                "1e-400",
                "0.99999999999999999", "2.99999999999999999", "-1e13", "true", "\"3\"", "\"+3\"", "\"-3\"", "\"-0\"",
                "\"+0\"",
                "\"0\"", "\"9223372036854775807\"", "\"-9223372036854775808\"",
            ],
            failing: [
                "3.5", "1e14", "1e20", "3.00000000001", "1e999", "-1e999", "99999999999999.9", "100000000000000.0",
                "0.1",
                "5e-324", "0.4999999999999999", "9223372036854775808", "-9223372036854775809", "false", "[]", "{}",
                "[3]",
                "{\"a\":3}", "\"03\"", "\"-03\"", "\"00\"", "\"3.0\"", "\"3e0\"", "\"0x3\"", "\"1_000\"", "\"\u{663}\"",
                "\"9223372036854775808\"", "\"-9223372036854775809\"", "\"+\"", "\"-\"", "\"+-3\"", "\"--3\"",
                "\"3 3\"",
                "\"abc\"", "\"\u{FF13}\"", "\"3a\"",
            ]))
    func integer(_ row: Row) throws {
        #expect(holds(.integer, try json(row.text)) == row.holds)
        #expect((Cleaning.clean(try json(row.text)).integerValue != nil) == row.holds)
    }

    @Test("integer value is the rounded number")
    func integerValues() throws {
        #expect(JSONValue.double(3.000000000000001).integerValue == 3)
        #expect(JSONValue.double(99999999999999.4).integerValue == 99_999_999_999_999)
        #expect(JSONValue.double(-2.9999999999999996).integerValue == -3)
        #expect(JSONValue.double(12_345_678_901_234).integerValue == 12_345_678_901_234)
        #expect(JSONValue.double(-0.0).integerValue == 0)
        #expect(JSONValue.string("+127").integerValue == 127)
        #expect(JSONValue.string("-0").integerValue == 0)
        #expect(JSONValue.bool(true).integerValue == 1)
        #expect(JSONValue.bool(false).integerValue == nil)
        #expect(JSONValue.null.integerValue == nil)
    }

    @Test(
        "date",
        arguments: rows(
            holding: ["2026-02-23", "2024-02-29", "0000-02-29", "0001-01-01", "9999-12-31", " 2026-02-23\\u00a0"]
                .map { "\"\($0)\"" },
            failing: [
                "2026-2-3", "26-02-03", "2026-02-30", "2026-02-29", "1900-02-29", "2026-00-10", "2026-13-01",
                "2026-01-00", "2026-01-32", "02026-02-23", "2026/02/23", "2026-02-23T00:00:00Z", "2026-02-23x",
                "+026-02-23", "2026-+2-23", "20260223", "today", "\u{662}026-02-23", "2026-02-2\\u0000",
            ].map { "\"\($0)\"" } + ["20260223", "true", "[]", "[\"2026-02-23\"]", "{}", "1.5"]))
    func date(_ row: Row) throws {
        let value = Cleaning.clean(try json(row.text))
        #expect(messages(value, .nullable, .date) == (row.holds ? [] : ["f: The f field must match the format Y-m-d."]))
    }

    @Test(
        "boolean",
        arguments: rows(
            holding: ["true", "false", "0", "1", "-0", "\"0\"", "\"1\"", "\" 1 \""],
            failing: [
                "0.0", "1.0", "1e0", "-0.0", "2", "-1", "\"true\"", "\"false\"", "\"on\"", "\"01\"", "\"+1\"",
                "\"1.0\"", "[]",
                "{}", "[true]", "1e999",
            ]))
    func boolean(_ row: Row) throws {
        #expect(holds(.boolean, try json(row.text)) == row.holds)
    }

    @Test("boolean value")
    func booleanValues() {
        #expect(JSONValue.string("0").booleanValue == false)
        #expect(JSONValue.integer(0).booleanValue == false)
        #expect(JSONValue.string("1").booleanValue == true)
        #expect(JSONValue.integer(1).booleanValue == true)
        #expect(JSONValue.string("true").booleanValue == nil)
    }

    @Test(
        "string",
        arguments: rows(
            holding: ["\"x\"", "\" x \"", "\"0\""], failing: ["0", "1.5", "true", "false", "[]", "{}", "[\"x\"]"]))
    func string(_ row: Row) throws {
        #expect(holds(.string, try json(row.text)) == row.holds)
    }

    @Test(
        "array and object",
        arguments: rows(
            holding: ["[]", "{}", "[1]", "{\"a\":1}"], failing: ["\"[]\"", "0", "true", "1.5"]))
    func array(_ row: Row) throws {
        #expect(holds(.array, try json(row.text)) == row.holds)
        #expect(holds(.object, try json(row.text)) == row.text.hasPrefix("{"))
    }

    @Test(
        "time",
        arguments: rows(
            holding: ["\"00:00\"", "\"09:30\"", "\"19:59\"", "\"20:00\"", "\"23:59\"", "\" 12:00 \""],
            failing: [
                "\"9:00\"", "\"24:00\"", "\"09:60\"", "\"09:00:00\"", "\"0900\"", "\"09.00\"", "\"09:0\"", "\"-9:00\"",
                "\"+9:00\"", "\"0a:00\"", "\"09:0a\"", "\" 9:00\"", "\"09:00am\"", "\"\u{660}9:00\"",
                "\"09\u{2236}00\"",
                "\"\u{FF10}:00\"", "\"e\u{301}:00\"", "9", "900", "9.5", "2359", "true", "[]", "[\"09:00\"]",
            ]))
    func time(_ row: Row) throws {
        #expect(holds(.time, try json(row.text)) == row.holds)
    }

    @Test("time takes all 1440 minutes and no other pair of numbers")
    func minutes() {
        var count = 0
        for hour in 0...99 {
            for minute in 0...99 {
                let text = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
                let isWellFormed = TimeOfDay.isWellFormed(text)
                #expect(isWellFormed == (hour < 24 && minute < 60))
                if isWellFormed { count += 1 }
            }
        }
        #expect(count == 1440)
    }

    @Test(
        "one of",
        arguments: rows(
            holding: ["\"monday\"", "\" sunday\""],
            failing: [
                "\"Monday\"", "\"MONDAY\"", "\"mon\"", "\"mondays\"", "\"mo\u{200B}nday\"", "\"\u{6D}onda\u{443}\"",
                "0", "true", "[]", "[\"monday\"]",
            ]))
    func oneOf(_ row: Row) throws {
        #expect(holds(.oneOf(["monday", "sunday"]), try json(row.text)) == row.holds)
    }

    @Test(
        "number",
        arguments: rows(
            holding: ["0", "1.5", "\"1.5\"", "\"1e3\"", "-7"], failing: ["\"abc\"", "true", "[]", "1e999", "\"1e\""]))
    func number(_ row: Row) throws {
        #expect(holds(.number, try json(row.text)) == row.holds)
    }

    @Test(
        "required",
        arguments: rows(
            holding: ["false", "0", "\"0\"", "0.0", "\"x\"", "[null]", "{\"a\":null}", "[[]]"],
            failing: ["null", "\"\"", "\" \\u200b\"", "[]", "{}"]))
    func required(_ row: Row) throws {
        #expect(messages(try json(row.text), .required) == (row.holds ? [] : ["f: The f field is required."]))
    }

    @Test("required fails for a missing member, and is then the only message")
    func missing() {
        #expect(messages(nil, .required, .string, .integer) == ["f: The f field is required."])
        #expect(messages([], .string, .required) == ["f: The f field is required."])
    }

    @Test("nullable lets null and missing pass; without it null is a wrong value")
    func nullable() {
        #expect(messages(nil, .nullable, .string).isEmpty)
        #expect(messages(.null, .nullable, .string).isEmpty)
        #expect(messages("  ", .nullable, .integer).isEmpty)
        #expect(messages(nil, .string).isEmpty)
        #expect(messages(.null, .string) == ["f: The f field must be a string."])
        #expect(messages([], .nullable, .string) == ["f: The f field must be a string."])
    }

    @Test("exists takes the integer value, and waits behind other messages")
    func exists() {
        let ids: Set<Int64> = [1, 2]
        for value: JSONValue in [1, "2", 2.0, "+1", true] {
            #expect(messages(value, .integer, .exists(in: ids)).isEmpty)
        }
        #expect(messages(3, .integer, .exists(in: ids)) == ["f: The selected f is invalid."])
        #expect(messages("x", .integer, .exists(in: ids)) == ["f: The f field must be an integer."])
    }

    @Test(
        "length counts code points or elements, never numbers",
        arguments: [
            ("\u{1F600}", 255, true), ("\u{1F600}", 256, false), ("e\u{301}", 127, true), ("e\u{301}", 128, false),
            ("x", 255, true),
            ("x", 256, false), ("\u{E9}", 255, true),
        ])
    func length(_ unit: String, _ count: Int, _ holds: Bool) {
        let value = JSONValue.string(String(repeating: unit, count: count))
        #expect(messages(value, .max(characters: 255)).isEmpty == holds)
    }

    @Test("length of other values")
    func otherLengths() {
        let rule = Rule.max(characters: 2)
        for value: JSONValue in [1_000_000, 1.5, true, false, [1, 2], ["a": 1, "b": 2], ["a": 1, "a": 2, "a": 3]] {
            #expect(holds(rule, value))
        }
        for value: JSONValue in [[1, 2, 3], ["a": 1, "b": 2, "c": 3], "abc"] {
            #expect(messages(value, rule) == ["f: The f field must not be greater than 2 characters."])
        }
    }
}
