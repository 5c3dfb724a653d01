/// A string that is a number: a sign, digits with at most one point, an exponent (rules.md chapter 4).
///
/// The number stays text, so its value is exact for any number of digits. Each operation takes time proportional to the
/// length.
struct NumericString {
    enum Comparison { case less, equal, greater }

    let text: String
    let isNegative: Bool
    /// Whether there is neither a point nor an exponent.
    let isOnlyDigits: Bool
    /// The exponent; 0 without one. Limited to ±1,000,000, which is far more than a size may have.
    let exponent: Int
    /// The digits before and after the point, as ranges of the text's UTF-8.
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
        // "-0" is 0, which has no sign.
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
        // Both numbers are 0.d₁d₂d₃… × 10ⁿ with d₁ ≠ 0. First n decides, then the first digit that differs.
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
