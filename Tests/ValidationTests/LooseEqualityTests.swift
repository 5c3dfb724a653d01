import JSON
import Testing

@testable import Validation

@Suite("Loosely equal") struct LooseEqualityTests {
    struct Row: CustomTestStringConvertible {
        let left, right: String
        let areEqual: Bool
        var testDescription: String { "\(left) and \(right) are \(areEqual ? "" : "not ")equal" }

        init(_ left: String, _ right: String, _ areEqual: Bool) {
            (self.left, self.right, self.areEqual) = (left, right, areEqual)
        }
    }

    @Test(
        "follows the page's table, both ways round",
        arguments: booleans + nulls + numbers + numbersAndText + texts + arrays)
    func pair(_ row: Row) throws {
        let left = LooseValue(try json(row.left))
        let right = LooseValue(try json(row.right))
        #expect(left.isLooselyEqual(to: right) == row.areEqual)
        #expect(right.isLooselyEqual(to: left) == row.areEqual)
    }

    @Test("holds for every value and itself, but an array with elements", arguments: booleans + numbers + texts)
    func itself(_ row: Row) throws {
        let value = LooseValue(try json(row.left))
        #expect(value.isLooselyEqual(to: value) || !value.countsAsOther)
    }

    static let falsy = ["false", "null", "0", "0.0", "-0.0", "-0", "\"0\"", "[]", "{}"]
    static let truthy = [
        "true", "1", "-1", "0.5", "1e999", "5e-324", "\"0.0\"", "\"00\"", "\"-0\"", "\"+0\"", "\"false\"", "\"a\"",
        "[0]",
        "[[]]", "{\"a\":null}",
    ]

    static let booleans =
        falsy.flatMap { [Row("false", $0, true), Row("true", $0, false)] }
        + truthy.flatMap { [Row("true", $0, true), Row("false", $0, false)] }

    static let nulls = [
        Row("null", "null", true), Row("null", "0", true), Row("null", "0.0", true), Row("null", "-0.0", true),
        Row("null", "1", false), Row("null", "0.5", false), Row("null", "[]", true), Row("null", "{}", true),
        Row("null", "[0]", false), Row("null", "\"0\"", false), Row("null", "\"null\"", false),
        Row("null", "\"a\"", false),
        Row("null", "1e999", false),
    ]

    static let numbers = [
        Row("1", "1", true), Row("1", "2", false), Row("0", "-0", true), Row("0", "0.0", true), Row("0", "-0.0", true),
        Row("1", "1.0", true), Row("1", "1.5", false), Row("1.5", "1.5", true), Row("1.5", "15e-1", true),
        Row("9007199254740992", "9007199254740993", false), Row("9007199254740992.0", "9007199254740993", true),
        Row("9007199254740992.0", "9007199254740992", true), Row("9223372036854775807", "9223372036854775808", true),
        Row("9223372036854775807", "9223372036854775806", false),
        Row("9223372036854775806", "9223372036854775808", true),
        Row("1e999", "1e999", true), Row("1e999", "-1e999", false), Row("1e999", "2e999", true),
        Row("0.1", "0.10000000000000001", true),
    ]

    static let numbersAndText = [
        Row("1", "\"1\"", true), Row("1", "\"+1\"", true), Row("1", "\"01\"", true), Row("1", "\"1.0\"", true),
        Row("1", "\"1e0\"", true),
        Row("1", "\"1.\"", true), Row("0", "\".0\"", true), Row("1", "\"2\"", false), Row("1", "\"a\"", false),
        Row("1", "\"1a\"", false),
        Row("0", "\"a\"", false), Row("0", "\"-0\"", true), Row("0", "\"0.0\"", true), Row("0", "\"1e-400\"", true),
        Row("9007199254740993", "\"9007199254740993\"", true), Row("9007199254740993", "\"9007199254740992\"", false),
        Row("9007199254740993", "\"9007199254740992.0\"", true),
        Row("9007199254740992.0", "\"9007199254740993\"", true),
        Row("9223372036854775807", "\"9223372036854775808\"", true),
        Row("9223372036854775807", "\"9223372036854775807\"", true),
        Row("9223372036854775808", "\"9223372036854775807\"", true), Row("1e999", "\"1e999\"", true),
        Row("1e999", "\"2e999\"", true),
        Row("1e999", "\"INF\"", true), Row("-1e999", "\"-INF\"", true), Row("1e999", "\"-INF\"", false),
        Row("-1e999", "\"INF\"", false),
        Row("1e999", "\"inf\"", false), Row("1e999", "\"+INF\"", false), Row("1e999", "\"Infinity\"", false),
        Row("1", "\"INF\"", false),
        Row("1e999", "\"\(String(repeating: "9", count: 400))\"", true),
    ]

    static let nines = String(repeating: "9", count: 400)

    static let texts = [
        Row("\"abc\"", "\"abc\"", true), Row("\"abc\"", "\"ABC\"", false), Row("\"\u{E9}\"", "\"e\u{301}\"", false),
        Row("\"1\"", "\"+1\"", true), Row("\"1\"", "\"01\"", true), Row("\"1\"", "\"1.0\"", true),
        Row("\"1\"", "\"1e0\"", true),
        Row("\"+1\"", "\"1e0\"", true), Row("\"1\"", "\"1a\"", false), Row("\"1\"", "\"2\"", false),
        Row("\"0\"", "\"-0\"", true),
        Row("\"0\"", "\"0.0\"", true), Row("\"1e3\"", "\"1000\"", true), Row("\"1e3\"", "\"1000.0\"", true),
        Row("\".5\"", "\"0.5\"", true),
        Row("\"9007199254740992\"", "\"9007199254740993\"", false),
        Row("\"9007199254740992.0\"", "\"9007199254740993\"", true),
        Row("\"9223372036854775807\"", "\"9223372036854775807\"", true),
        Row("\"9223372036854775807\"", "\"09223372036854775807\"", true),
        Row("\"9223372036854775808\"", "\"9223372036854775808\"", true),
        Row("\"9223372036854775808\"", "\"9223372036854775809\"", false),
        Row("\"9223372036854775808\"", "\"09223372036854775808\"", false),
        Row("\"9223372036854775808\"", "\"+9223372036854775808\"", false),
        Row("\"9223372036854775808\"", "\"-9223372036854775809\"", false),
        Row("\"9223372036854775808\"", "\"18446744073709551616\"", false),
        Row("\"9223372036854775807\"", "\"9223372036854775808\"", false),
        Row("\"-9223372036854775808\"", "\"-9223372036854775809\"", false),
        Row("\"9223372036854775808\"", "\"9223372036854775808.0\"", true),
        Row("\"9223372036854775807\"", "\"9223372036854775808.0\"", true),
        Row("\"9223372036854775809\"", "\"9.223372036854775808e18\"", true),
        Row("\"1e999\"", "\"1e999\"", true), Row("\"1e999\"", "\"2e999\"", false),
        Row("\"1e999\"", "\"-1e999\"", false),
        Row("\"\(nines)\"", "\"\(nines)\"", true), Row("\"\(nines)\"", "\"\(nines)9\"", false),
        Row("\"\(nines)\"", "\"1e999\"", false),
        Row("\"INF\"", "\"1e999\"", false), Row("\"INF\"", "\"INF\"", true), Row("\"1e-400\"", "\"0\"", true),
        Row("\"1e-400\"", "\"2e-400\"", true),
    ]

    static let arrays = [
        Row("[]", "[]", true), Row("[]", "{}", true), Row("{}", "{}", true), Row("[]", "[0]", false),
        Row("[]", "0", false),
        Row("[]", "\"\u{41}rray\"", false), Row("[1]", "1", false), Row("[1]", "\"1\"", false), Row("[]", "0.0", false),
        Row("[]", "\"0\"", false),
    ]
}
