/// Reads the table `zones.txt`, whose form its generator `scripts/support/timezones.py` explains.
extension TimeZoneRules {
    /// Looks a zone up in the table of tzdata 2025b.
    ///
    /// The table is text inside the program. Only the line of the zone is decoded. That takes up to a tenth of a
    /// millisecond, so keep the rules.
    ///
    /// - Parameter name: a name that the mock accepts (rules.md, appendix), such as `Europe/Berlin`.
    /// - Returns: `nil` for any other name.
    package init?(named name: String) {
        guard let line = Self.line(named: Array(name.utf8), in: PackageResources.zones_txt) else { return nil }
        let fields = line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard fields.count == 5 else { return nil }
        self.init(unit: fields[1], offsets: fields[2], transitions: fields[3], rule: fields[4])
    }

    /// Returns the line that has the name as a word of its first field.
    private static func line(named name: [UInt8], in table: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = table[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            let names = words(line.prefix { $0 != UInt8(ascii: ";") })
            if names.contains(where: { $0.elementsEqual(name) }) { return line }
            rest = rest[(end + 1)...]
        }
        return nil
    }

    private init?(
        unit: ArraySlice<UInt8>, offsets: ArraySlice<UInt8>, transitions: ArraySlice<UInt8>, rule: ArraySlice<UInt8>
    ) {
        let offsets = Self.words(offsets).compactMap { Self.number($0).flatMap(Int32.init(exactly:)) }
        guard let unit = Self.number(unit), let initial = offsets.first else { return nil }
        var (decoded, start, rest) = ([(start: Int64, offset: Int32)](), Int64(0), transitions)
        while let index = rest.popFirst() {
            guard let index = Self.value(ofDigit: index), index < offsets.count, let steps = Self.steps(&rest) else {
                return nil
            }
            start += Int64(steps) * unit
            decoded.append((start, offsets[index]))
        }
        self.init(initialOffset: initial, transitions: decoded, yearly: YearlyRule(Self.words(rule)))
    }

    /// Takes a number in digits of five bits, the lowest first, from the front of a field.
    private static func steps(_ field: inout ArraySlice<UInt8>) -> Int? {
        var (value, shift) = (0, 0)
        while let digit = field.popFirst().flatMap(Self.value(ofDigit:)), shift < 60 {
            value |= (digit & 31) << shift
            if digit < 32 { return value }
            shift += 5
        }
        return nil
    }

    private static func value(ofDigit digit: UInt8) -> Int? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }

    private static func words(_ field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        field.split(separator: UInt8(ascii: " "))
    }

    fileprivate static func number(_ text: ArraySlice<UInt8>) -> Int64? {
        Int64(String(decoding: text, as: UTF8.self))
    }
}

extension YearlyRule {
    /// Reads the rule's four words; `nil` if there are none.
    fileprivate init?(_ words: [ArraySlice<UInt8>]) {
        guard words.count == 4, let standard = TimeZoneRules.number(words[0]).flatMap(Int32.init(exactly:)),
            let daylight = TimeZoneRules.number(words[1]).flatMap(Int32.init(exactly:)),
            let begin = Moment(words[2]), let end = Moment(words[3])
        else { return nil }
        self.init(standardOffset: standard, daylightOffset: daylight, begin: begin, end: end)
    }
}

extension YearlyRule.Moment {
    /// Reads a moment such as `3.5.0/7200`.
    fileprivate init?(_ text: ArraySlice<UInt8>) {
        let numbers = text.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }.compactMap(TimeZoneRules.number)
        guard numbers.count == 4 else { return nil }
        self.init(month: Int(numbers[0]), week: Int(numbers[1]), weekday: Int(numbers[2]), time: numbers[3])
    }
}
