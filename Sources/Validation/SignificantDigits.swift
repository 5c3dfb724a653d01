/// A double rounded to 14 significant decimal digits, as C's `%.13e` does it: from the exact binary value, ties to even.
///
/// `printf` itself is not used because it depends on the process's locale.
struct SignificantDigits: Equatable {
    static let count = 14

    let isNegative: Bool
    /// Exactly 14 digits, or 0.
    let significand: UInt64
    /// The value is significand × 10^exponent.
    let exponent: Int

    /// - Returns: `nil` for an infinity and for NaN, which have no digits.
    init?(rounding value: Double) {
        guard value.isFinite else { return nil }
        isNegative = value.sign == .minus
        guard value != 0 else {
            (significand, exponent) = (0, 0)
            return
        }
        let exact = ExactDecimal(value.magnitude)
        (significand, exponent) = exact.rounded(to: Self.count)
    }

    /// The value as a numeric string.
    var text: String { "\(isNegative ? "-" : "")\(significand)e\(exponent)" }

    /// The rounded value when it is a whole number of magnitude below 10¹⁴; otherwise `nil`.
    static func wholeNumber(_ value: Double) -> Int64? {
        let magnitude = value.magnitude
        guard magnitude < 1e14 else { return nil }
        // It has at most 14 digits, so rounding does not change it.
        let truncated = Int64(value)
        if Double(truncated) == value { return truncated }
        // Rounding does not make it 1.
        if magnitude < 0.5 { return nil }
        guard let rounded = SignificantDigits(rounding: value), rounded.exponent <= 0 else { return nil }
        let (whole, fraction) = rounded.significand.quotientAndRemainder(dividingBy: powerOfTen(-rounded.exponent))
        guard fraction == 0 else { return nil }
        return rounded.isNegative ? -Int64(whole) : Int64(whole)
    }

    private static func powerOfTen(_ exponent: Int) -> UInt64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

/// All decimal digits of a double: its exact value is digits × 10^exponent.
private struct ExactDecimal {
    /// Nine decimal digits in each, the lowest first.
    private var limbs: [UInt32]
    private var exponent = 0

    init(_ value: Double) {
        // value = mantissa × 2^power. A negative power of 2 is a power of 5 with the point moved: 2⁻¹ = 5 × 10⁻¹.
        let subnormal = value.exponentBitPattern == 0
        var mantissa = value.significandBitPattern | (subnormal ? 0 : 1 << 52)
        var power = max(1, Int(value.exponentBitPattern)) - 1075
        let zeros = mantissa.trailingZeroBitCount
        mantissa >>= UInt64(zeros)
        power += zeros
        limbs = [UInt32(mantissa % 1_000_000_000), UInt32(mantissa / 1_000_000_000)]
        if power < 0 { exponent = power }
        let (base, step): (UInt32, Int) = power < 0 ? (5, 13) : (2, 29)
        var remaining = abs(power)
        while remaining > 0 {
            let factor = (0..<min(step, remaining)).reduce(UInt32(1)) { product, _ in product * base }
            multiply(by: factor)
            remaining -= min(step, remaining)
        }
    }

    private mutating func multiply(by factor: UInt32) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * UInt64(factor) + carry
            limbs[index] = UInt32(product % 1_000_000_000)
            carry = product / 1_000_000_000
        }
        while carry > 0 {
            limbs.append(UInt32(carry % 1_000_000_000))
            carry /= 1_000_000_000
        }
    }

    /// The first digits, rounded half to even, padded with zeros.
    func rounded(to count: Int) -> (significand: UInt64, exponent: Int) {
        var digits: [UInt8] = []
        for limb in limbs {
            var rest = limb
            for _ in 0..<9 {
                digits.append(UInt8(rest % 10))
                rest /= 10
            }
        }
        while digits.last == 0 { digits.removeLast() }
        digits.reverse()

        var significand = digits.prefix(count).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
        guard digits.count > count else {
            for _ in digits.count..<count { significand *= 10 }
            return (significand, exponent + digits.count - count)
        }
        let isAboveHalf = digits[count] > 5 || digits[count] == 5 && digits[(count + 1)...].contains { $0 != 0 }
        let isHalf = digits[count] == 5 && !isAboveHalf
        if isAboveHalf || isHalf && significand % 2 == 1 { significand += 1 }
        let places = exponent + digits.count - count
        // 99…9 became 100…0, one digit more.
        let limit = (0..<count).reduce(UInt64(1)) { power, _ in power * 10 }
        return significand == limit ? (significand / 10, places + 1) : (significand, places)
    }
}
