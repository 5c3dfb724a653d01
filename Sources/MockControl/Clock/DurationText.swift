/// Reads durations such as `90s`, `5m`, `2h` and `1d`. A leading `-` makes a duration negative.
enum DurationText {
    static let expectation = #"whole seconds or a text such as "90s", "5m", "2h" or "1d""#

    /// - Returns: the duration in seconds; `nil` when the text is no duration or does not fit 64 bits.
    static func seconds(_ text: String) -> Int64? {
        guard let unit = text.unicodeScalars.last, let factor = factor(of: unit) else { return nil }
        let digits = text.unicodeScalars.dropLast()
        guard let first = digits.first, first == "-" || ("0"..."9").contains(first),
            let count = Int64(String(digits))
        else { return nil }
        let product = count.multipliedReportingOverflow(by: factor)
        return product.overflow ? nil : product.partialValue
    }

    private static func factor(of unit: Unicode.Scalar) -> Int64? {
        switch unit {
        case "s": 1
        case "m": 60
        case "h": 3_600
        case "d": 86_400
        default: nil
        }
    }
}
