import Base
import JSON
import TestSupport
import Testing

@testable import Validation

@Suite("Size") struct SizeTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let isAtLeastOne, isAtMostFive: Bool
        var testDescription: String { text.count < 60 ? text : "\(text.prefix(40))… (\(text.count) bytes)" }

        init(_ text: String, _ isAtLeastOne: Bool, _ isAtMostFive: Bool) {
            (self.text, self.isAtLeastOne, self.isAtMostFive) = (text, isAtLeastOne, isAtMostFive)
        }
    }

    @Test(
        "is measured of whatever is there",
        arguments: [
            Row("0", false, true), Row("1", true, true), Row("5", true, true), Row("6", true, false),
            Row("-9223372036854775808", false, true), Row("9223372036854775807", true, false),
            Row("0.5", false, true), Row("1.0", true, true), Row("5.5", true, false), Row("-5.5", false, true),
            Row("0.99999999999999", false, true), Row("0.999999999999999", true, true),
            Row("5.0000000000001", true, false),
            Row("5.00000000000001", true, true), Row("1e300", true, false), Row("5e-324", false, true),
            Row("-1e300", false, true),
            Row("1e999", false, false), Row("-1e999", false, false), Row("9223372036854775808", true, false),
            Row("true", true, true), Row("false", false, true),
            Row("\"0\"", false, true), Row("\"3.5\"", true, true), Row("\".5\"", false, true),
            Row("\"5.\"", true, true),
            Row("\"007\"", true, false), Row("\"+1e-3\"", false, true), Row("\"1e0\"", true, true),
            Row("\"0.1e1\"", true, true),
            Row("\"50e-1\"", true, true), Row("\"500000e-5\"", true, true), Row("\"500001e-5\"", true, false),
            Row("\"5.0000000000000000000001\"", true, false), Row("\"5.0000000000000000000000\"", true, true),
            Row("\"4.9999999999999999999999\"", true, true), Row("\"0.9999999999999999999999\"", false, true),
            Row("\"1.0000000000000000000001\"", true, true), Row("\"-1\"", false, true), Row("\"-0\"", false, true),
            Row("\"-5.0000000000000000000001\"", false, true), Row("\"00000000000000000000000000000005\"", true, true),
            Row("\"5e1000\"", true, false), Row("\"5e1001\"", false, false), Row("\"5e-1000\"", false, true),
            Row("\"5e-1001\"", false, false), Row("\"0e1001\"", false, false), Row("\"0e1000\"", false, true),
            Row("\"-5e1000\"", false, true), Row("\"1e0000000000000000000000001000\"", true, false),
            Row("\"1e-0000000000000000000000000000\"", true, true),
            Row("\"1e99999999999999999999999999\"", false, false),
            Row("\"1e-99999999999999999999999999\"", false, false), Row("\"1e-2000\"", false, false),
            Row("\"0.\(String(repeating: "0", count: 999))5e1000\"", true, true),
            Row("\"0.\(String(repeating: "0", count: 1000))5e1000\"", false, true),
            Row("\"5\(String(repeating: "0", count: 1000))e-1000\"", true, true),
            Row("\"50\(String(repeating: "0", count: 1000))e-1000\"", true, false),
            Row("\"abc\"", true, true), Row("\"abcdef\"", true, false), Row("\"\u{E9}e\u{301}\u{1F600}\"", true, true),
            Row("\"\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F466}\"", true, true),
            Row("\"e\u{301}e\u{301}e\u{301}\"", true, false),
            Row("\".\"", true, true), Row("\"1e\"", true, true), Row("\"0x1A\"", true, true),
            Row("\"1 000\"", true, true),
            Row("\"\u{663}\"", true, true), Row("\"INF\"", true, true), Row("\"1.2.3\"", true, true),
            Row("\"--5\"", true, true),
            Row("\"1e+-5\"", true, true), Row("\"5e5e5e\"", true, false), Row("\"+\"", true, true),
            Row("\"1_0\"", true, true),
            Row("[]", false, true), Row("{}", false, true), Row("[1,2,3,4,5]", true, true),
            Row("[1,2,3,4,5,6]", true, false),
            Row("[[1,2,3,4,5,6]]", true, true), Row("{\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1}", true, true),
        ])
    func size(_ row: Row) throws {
        let value = try json(row.text)
        #expect(holds(.min(1), value) == row.isAtLeastOne)
        #expect(holds(.max(5), value) == row.isAtMostFive)
        #expect(holds(.between(1, 5), value) == (row.isAtLeastOne && row.isAtMostFive))
    }

    @Test("agrees with integer arithmetic for every spelling of small numbers", arguments: seeds)
    func spellings(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            // value = digits × 10^-places, compared exactly by multiplying the bound out.
            let digits = Int64.random(in: 0...99_999, using: &generator)
            let places = Int.random(in: 0...4, using: &generator)
            let bound = Int64.random(in: -12...12, using: &generator)
            let isNegative = Bool.random(using: &generator)
            let shift = Int.random(in: -30...30, using: &generator)
            let text = spelling(digits, places: places, shift: shift, isNegative: isNegative, using: &generator)
            let scaledBound = bound * (0..<places).reduce(1) { power, _ in power * 10 }
            let value = isNegative ? -digits : digits
            #expect(holds(.min(bound), .string(text)) == (value >= scaledBound), "\(text) ≥ \(bound)")
            #expect(holds(.max(bound), .string(text)) == (value <= scaledBound), "\(text) ≤ \(bound)")
        }
    }

    /// The number with its point moved and the exponent moved back, with zeros at either end.
    private func spelling(
        _ digits: Int64, places: Int, shift: Int, isNegative: Bool, using generator: inout SplitMix64
    ) -> String {
        var text = String(digits)
        var point = text.count - places + shift
        if point < 0 {
            text = String(repeating: "0", count: -point) + text
            point = 0
        }
        if point > text.count { text += String(repeating: "0", count: point - text.count) }
        let whole = text.prefix(point)
        let fraction = text.dropFirst(point) + String(repeating: "0", count: .random(in: 0...3, using: &generator))
        let zeros = String(
            repeating: "0", count: .random(in: whole.isEmpty && fraction.isEmpty ? 1...3 : 0...3, using: &generator))
        let sign = isNegative ? "-" : Bool.random(using: &generator) ? "+" : ""
        let exponent = shift == 0 && Bool.random(using: &generator) ? "" : "e\(-shift)"
        return sign + zeros + whole + (fraction.isEmpty && Bool.random(using: &generator) ? "" : ".") + fraction
            + exponent
    }

    @Test("of an integer is held against every bound, also against those that leave nothing between them")
    func severalBounds() {
        #expect(messages(1, .integer, .min(1), .max(0)) == ["f: The f field must not be greater than 0."])
        #expect(messages(0, .integer, .min(1), .max(0)) == ["f: The f field must be at least 1."])
        #expect(messages(3, .integer, .between(5, 1)) == ["f: The f field must be between 5 and 1."])
        #expect(messages(4, .min(1), .between(2, 3)) == ["f: The f field must be between 2 and 3."])
        #expect(messages(3, .required, .min(1), .max(5), .between(2, 3)).isEmpty)
        #expect(messages(.integer(.min), .integer, .max(0)).isEmpty)
        #expect(messages(.integer(.max), .integer, .min(0)).isEmpty)
        #expect(messages(3, .integer, .string) == ["f: The f field must be a string."])
    }
}
