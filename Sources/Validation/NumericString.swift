/// A string that is a number: a sign, digits with at most one point, an exponent (rules.md chapter 4).
///
/// Its value is exact for any number of digits, because it stays text; looking at it takes time linear in its length.
struct NumericString {
    enum Comparison { case less, equal, greater }

    let text: String
    let isNegative: Bool
    /// Whether there are only digits behind the sign: neither point nor exponent.
    let isOnlyDigits: Bool
    /// The number behind the `e`, 0 without one.
    ///
    /// Beyond a million it stays there: far more than any size may have.
    let exponent: Int
    /// Where the digits before the point stand in the text's UTF-8, and those behind it.
    private let whole, fraction: Range<Int>

    init?(_ text: String) {
        var text = text
        guard let parts = text.withUTF8({ Self.parts(of: $0) }) else { return nil }
        self.text = text
        (isNegative, whole, fraction, exponent, isOnlyDigits) = parts
    }

    private typealias Parts = (Bool, whole: Range<Int>, fraction: Range<Int>, exponent: Int, isOnlyDigits: Bool)

    private static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> Parts? {
        var index = bytes.startIndex
        func digits() -> Range<Int> {
            let start = index
            while index < bytes.endIndex, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] { index += 1 }
            return start..<index
        }
        func skip(_ accepted: UInt8...) -> UInt8? {
            guard index < bytes.endIndex, accepted.contains(bytes[index]) else { return nil }
            defer { index += 1 }
            return bytes[index]
        }

        let isNegative = skip(UInt8(ascii: "+"), UInt8(ascii: "-")) == UInt8(ascii: "-")
        let whole = digits()
        let hasPoint = skip(UInt8(ascii: ".")) != nil
        let fraction = hasPoint ? digits() : index..<index
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var exponent = 0
        let hasExponent = skip(UInt8(ascii: "e"), UInt8(ascii: "E")) != nil
        if hasExponent {
            let isBelowZero = skip(UInt8(ascii: "+"), UInt8(ascii: "-")) == UInt8(ascii: "-")
            let digits = digits()
            guard !digits.isEmpty else { return nil }
            for byte in bytes[digits] { exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000) }
            if isBelowZero { exponent = -exponent }
        }
        guard index == bytes.endIndex else { return nil }
        return (isNegative, whole, fraction, exponent, !hasPoint && !hasExponent)
    }

    /// Compares the exact value.
    func compare(with bound: Int64) -> Comparison {
        var text = text
        let magnitude = text.withUTF8 { compareMagnitude(of: $0, with: bound.magnitude) }
        // Zero has no sign here: "-0" is 0.
        let sign = magnitude.isZero ? 0 : isNegative ? -1 : 1
        if sign != bound.signum() { return sign < bound.signum() ? .less : .greater }
        if sign == 0 { return .equal }
        switch magnitude.comparison {
        case .equal: return .equal
        case .less: return isNegative ? .greater : .less
        case .greater: return isNegative ? .less : .greater
        }
    }

    private func compareMagnitude(
        of bytes: UnsafeBufferPointer<UInt8>, with bound: UInt64
    ) -> (isZero: Bool, comparison: Comparison) {
        func digit(_ index: Int) -> UInt8 {
            bytes[index < whole.count ? whole.lowerBound + index : fraction.lowerBound + index - whole.count]
        }
        let count = whole.count + fraction.count
        guard let first = (0..<count).first(where: { digit($0) != UInt8(ascii: "0") }) else { return (true, .equal) }
        guard bound > 0 else { return (false, .greater) }
        // Both as 0.d₁d₂d₃… × 10ⁿ with d₁ ≠ 0: first n decides, then the first digit that differs.
        let boundDigits = Array(String(bound).utf8)
        let places = whole.count - first + exponent
        if places != boundDigits.count { return (false, places < boundDigits.count ? .less : .greater) }
        for offset in 0..<max(count - first, boundDigits.count) {
            let left = first + offset < count ? digit(first + offset) : UInt8(ascii: "0")
            let right = offset < boundDigits.count ? boundDigits[offset] : UInt8(ascii: "0")
            if left != right { return (false, left < right ? .less : .greater) }
        }
        return (false, .equal)
    }
}
