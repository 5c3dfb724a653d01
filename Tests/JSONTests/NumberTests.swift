import JSON
import Testing

@Suite("Numbers") struct NumberTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let value: JSONValue
        var testDescription: String { text.count < 60 ? text : "\(text.prefix(40))… (\(text.count) digits)" }

        init(_ text: String, _ value: JSONValue) { (self.text, self.value) = (text, value) }
    }

    @Test("are integers when written as one that fits 64 bits", arguments: integers)
    func integer(_ row: Row) throws {
        #expect(try read(row.text) == row.value)
        #expect(try read("[\(row.text)]") == [row.value])
    }

    @Test("are the nearest double otherwise", arguments: doubles)
    func double(_ row: Row) throws {
        #expect(try read(row.text) == row.value)
        #expect(try read("[\(row.text) ]") == [row.value])
    }

    @Test("keep the sign of a double zero, not of an integer zero")
    func negativeZero() throws {
        #expect(try read("-0") == .integer(0))
        #expect(try read("-0.0").double?.sign == .minus)
        #expect(try read("-0e0").double?.sign == .minus)
        #expect(try read("-1e-400").double?.sign == .minus)
    }

    @Test("around every power of ten are exact", arguments: 1...18)
    func powers(_ exponent: Int) throws {
        let power = (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
        for value in [power - 1, power, power + 1] {
            #expect(try read("\(value)") == .integer(value))
            #expect(try read("-\(value)") == .integer(-value))
        }
    }

    static let integers: [Row] = [
        Row("0", 0), Row("-0", 0), Row("1", 1), Row("-1", -1), Row("9", 9), Row("10", 10), Row("127", 127),
        Row("4294967296", 4_294_967_296), Row("9007199254740993", 9_007_199_254_740_993),
        Row("999999999999999999", 999_999_999_999_999_999), Row("1000000000000000000", 1_000_000_000_000_000_000),
        Row("9223372036854775806", .integer(.max - 1)), Row("9223372036854775807", .integer(.max)),
        Row("-9223372036854775807", .integer(.min + 1)), Row("-9223372036854775808", .integer(.min)),
    ]

    static let doubles: [Row] = [
        Row("9223372036854775808", .double(9_223_372_036_854_775_808)),
        Row("-9223372036854775809", .double(-9_223_372_036_854_775_808)),
        Row("9223372036854775810", .double(9_223_372_036_854_775_808)),
        Row("10000000000000000000", 1e19), Row("18446744073709551615", .double(18_446_744_073_709_551_616)),
        Row("18446744073709551616", .double(18_446_744_073_709_551_616)),
        Row("100000000000000000000000", 1e23), Row("-100000000000000000000000", -1e23),
        Row("3.0", 3.0), Row("3e0", 3.0), Row("3E0", 3.0), Row("3e+0", 3.0), Row("3e-0", 3.0), Row("0e0", 0.0),
        Row("0.0", 0.0), Row("-0.0", 0.0), Row("0e99999999999999999999", 0.0), Row("0.5", 0.5), Row("-0.5", -0.5),
        Row("123.456e78", 123.456e78), Row("1e2", 100.0), Row("1e-2", 0.01), Row("0e+1", 0.0), Row("1E22", 1e22),
        Row("0.1", 0.1), Row("0.30000000000000004", 0.30000000000000004),
        Row("1.7976931348623157e308", 1.7976931348623157e308),
        Row("1.7976931348623158e308", 1.7976931348623157e308), Row("1.7976931348623159e308", .double(.infinity)),
        Row("1e308", 1e308), Row("1e309", .double(.infinity)), Row("-1e309", .double(-.infinity)),
        Row("1e999", .double(.infinity)), Row("1e99999999999999999999999999", .double(.infinity)),
        Row("1e-400", 0.0), Row("123e-10000000", 0.0), Row("1e-99999999999999999999999999", 0.0),
        Row("5e-324", .double(.leastNonzeroMagnitude)), Row("2.4703282292062327e-324", 0.0),
        Row("2.4703282292062328e-324", .double(.leastNonzeroMagnitude)),
        Row("2.2250738585072014e-308", 2.2250738585072014e-308),
        Row("2.2250738585072011e-308", .double(.leastNormalMagnitude.nextDown)),
        Row("9007199254740993.0", 9_007_199_254_740_992.0),
        Row("9007199254740993.00000000000000000001", 9_007_199_254_740_994.0),
        Row("1" + String(repeating: "0", count: 400), .double(.infinity)),
        Row("1" + String(repeating: "0", count: 400) + "e-400", 1.0),
        Row("0." + String(repeating: "0", count: 400) + "1e401", 1.0),
        Row("1." + String(repeating: "0", count: 100_000) + "1", 1.0),
        Row("9007199254740993." + String(repeating: "0", count: 100_000) + "1", 9_007_199_254_740_994.0),
        Row(String(repeating: "9", count: 100_000), .double(.infinity)),
        Row("0." + String(repeating: "0", count: 100_000) + "1e100001", 1.0),
        Row("1e" + String(repeating: "0", count: 100_000) + "2", 100.0),
    ]
}
