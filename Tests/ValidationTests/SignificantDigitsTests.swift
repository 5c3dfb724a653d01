import Base
import Foundation
import JSON
import TestSupport
import Testing

@testable import Validation

@Suite("Fourteen significant digits") struct SignificantDigitsTests {
    /// What C's `%.13e` says of the double, in our form.
    private func reference(_ value: Double) throws -> (isNegative: Bool, significand: UInt64, exponent: Int) {
        let parts = String(format: "%.13e", value).split(separator: "e")
        let exponent = try #require(Int(parts[1]))
        let significand = try #require(UInt64(parts[0].filter(\.isNumber)))
        return (value.sign == .minus, significand, significand == 0 ? 0 : exponent - 13)
    }

    private func check(_ value: Double) throws {
        let rounded = try #require(SignificantDigits(rounding: value))
        let expected = try reference(value)
        #expect(
            (rounded.isNegative, rounded.significand, rounded.exponent) == expected,
            "\(value), bits \(value.bitPattern)")
    }

    @Test("are those of C's %.13e for any bits", arguments: seeds)
    func random(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let value = Double(bitPattern: .random(in: .min ... .max, using: &generator))
            if value.isFinite { try check(value) }
            try check(.random(in: -1e15...1e15, using: &generator))
            try check(.random(in: 0...10, using: &generator))
            // Near a whole number, and exactly half way between two roundings.
            let whole = Double(Int64.random(in: 0...99_999_999_999_999, using: &generator))
            try check(whole.nextUp)
            try check(whole.nextDown)
            try check(Double(Int64.random(in: 10_000_000_000_000...99_999_999_999_999, using: &generator)) + 0.5)
        }
    }

    @Test(
        "at the edges",
        arguments: [
            0.0, -0.0, 1, -1, 0.5, Double.leastNonzeroMagnitude, -Double.leastNonzeroMagnitude,
            Double.leastNormalMagnitude, Double.greatestFiniteMagnitude,
            99_999_999_999_999.5, 99_999_999_999_999.4, 9_999_999_999_999.95, 0.999999999999995, 1e14, 1e22, 1e23,
            12_345_678_901_234.5,
            12_345_678_901_235.5, 10_000_000_000_000.5, 123_456_789_012_345, 123_456_789_012_355, 1e-5,
            3.000000000000001,
        ])
    func edges(_ value: Double) throws {
        try check(value)
    }

    @Test("of an infinity are none")
    func infinity() {
        #expect(SignificantDigits(rounding: .infinity) == nil)
        #expect(SignificantDigits(rounding: -.infinity) == nil)
    }

    @Test("make the whole numbers that %.13e makes", arguments: seeds)
    func wholeNumbers(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let whole = Double(Int64.random(in: -200...200, using: &generator))
            let scale: Double = [1.0, 1e3, 1e9, 1e12, 1e13, 1e14].randomElement(using: &generator) ?? 1
            let nudge: Double =
                [0.0, 1e-16, 1e-15, 1e-14, 5e-14, 1e-13, 1e-12, 0.5].randomElement(using: &generator) ?? 0
            let value = whole * scale * (1 + nudge)
            let text = String(format: "%.13e", value)
            let rounded = try #require(Double(text))
            let isWhole = rounded == rounded.rounded() && rounded.magnitude < 1e14
            #expect(SignificantDigits.wholeNumber(value) == (isWhole ? Int64(rounded) : nil), "\(value)")
        }
    }
}
