import Testing

@testable import JSON

@Suite("life.md §3: doubles in variables") struct PHPDoubleTests {
    @Test(
        "are written as PHP writes them",
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (-1, "-1"), (5.0, "5"), (100, "100"), (1e14, "100000000000000"),
            (999_999_999_999_999, "999999999999999"), (1e15, "1.0e+15"), (-1e15, "-1.0e+15"), (1e25, "1.0e+25"),
            (1.5e300, "1.5e+300"), (12_345_678_901_234_567_168, "1.2345678901234567e+19"),
            (9_223_372_036_854_775_808, "9.223372036854776e+18"), (0.1, "0.1"), (-0.5, "-0.5"), (0.25, "0.25"),
            (3.14159, "3.14159"), (1234.5, "1234.5"), (0.1 + 0.2, "0.30000000000000004"), (0.0001, "0.0001"),
            (0.00015, "0.00015"), (0.00001, "1.0e-5"), (0.0000125, "1.25e-5"), (.leastNonzeroMagnitude, "5.0e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (123_456_789_012_345.5, "123456789012345.5"),
        ] as [(Double, String)])
    func text(_ value: Double, _ text: String) {
        #expect(PHPDouble.text(of: value) == text)
        #expect(Double(PHPDouble.text(of: value)) == value)
    }

    @Test("become null where JSON has no number", arguments: [Double.infinity, -.infinity, .nan])
    func notFinite(_ value: Double) {
        #expect(PHPDouble.text(of: value) == "null")
    }
}
