/// Writes doubles as PHP's `json_encode` does with the digits that `serialize_precision = -1` gives (life.md, §3).
package enum PHPDouble {
    /// The most digits before the point. A greater number has an exponent: `1.0e+15`.
    private static let mostDigits = 15

    /// Returns the shortest decimal number that reads back as the same double.
    ///
    /// A whole number has no fraction, so that it reads back as an integer. An infinity, which JSON does not have, becomes
    /// `null`.
    package static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        let sign = value.sign == .minus ? "-" : ""
        guard value != 0 else { return sign + "0" }
        let (digits, point) = decimal(of: value.magnitude)
        return sign + text(digits, point)
    }

    /// - Parameters:
    ///   - digits: without zeros at both ends.
    ///   - point: how many of the digits stand before the point; negative for zeros behind it.
    private static func text(_ digits: [UInt8], _ point: Int) -> String {
        func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        guard -3...mostDigits ~= point else {
            let fraction = digits.count > 1 ? string(digits.dropFirst()) : "0"
            let exponent = point - 1
            return "\(string(digits.prefix(1))).\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + string(digits) }
        if digits.count <= point { return string(digits) + String(repeating: "0", count: point - digits.count) }
        return "\(string(digits.prefix(point))).\(string(digits.dropFirst(point)))"
    }

    /// Takes the digits and the place of the point from Swift's own text, such as `0.015`, `1.5e+25` or `5e-324`.
    private static func decimal(of magnitude: Double) -> (digits: [UInt8], point: Int) {
        let parts = magnitude.description.split(separator: "e")
        let mantissa = Array((parts.first ?? "0").utf8)
        let dot = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        var point = dot + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = mantissa.filter { $0 != UInt8(ascii: ".") }[...]
        while digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            point -= 1
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (Array(digits), point)
    }
}
