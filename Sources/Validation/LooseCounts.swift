import JSON

/// How often each value that counts for loose equality is in a list.
///
/// A few look-ups then tell whether an element has a duplicate. The answers are the same as those of comparing all pairs
/// with ``LooseValue/isLooselyEqual(to:)``; a test compares the two ways.
struct LooseCounts {
    /// How many numbers and numeric strings are the same double, by the way they are written.
    private struct Numbers {
        var integers = 0
        var doubles = 0
        var integerTexts = 0
        var largeIntegerTexts = 0
        var decimalTexts = 0

        var all: Int { integers + doubles + integerTexts + largeIntegerTexts + decimalTexts }
    }

    private var truthy = 0
    private var falsy = 0
    private var trues = 0
    private var falses = 0
    private var nulls = 0
    private var zeros = 0
    private var emptyArrays = 0
    private var infinities: [String: Int] = [:]
    private var integers: [Int64: Int] = [:]
    private var doubles: [Double: Numbers] = [:]
    private var texts: [ScalarString: Int] = [:]

    init(_ values: [LooseValue]) {
        for value in values where value.countsAsOther { count(value) }
    }

    private mutating func count(_ value: LooseValue) {
        if value.isTruthy { truthy += 1 } else { falsy += 1 }
        switch value.kind {
        case .boolean:
            if value.isTruthy { trues += 1 } else { falses += 1 }
        case .null: nulls += 1
        case .emptyArray: emptyArrays += 1
        case .filledArray: break
        case .integer(let number):
            if number == 0 { zeros += 1 }
            integers[number, default: 0] += 1
            doubles[Double(number), default: Numbers()].integers += 1
        case .double(let number):
            if number == 0 { zeros += 1 }
            if let name = value.infinityName { infinities[name, default: 0] += 1 }
            doubles[number, default: Numbers()].doubles += 1
        case .integerText(let number):
            integers[number, default: 0] += 1
            doubles[Double(number), default: Numbers()].integerTexts += 1
        case .largeIntegerText(let number):
            texts[ScalarString(value.text), default: 0] += 1
            doubles[number, default: Numbers()].largeIntegerTexts += 1
        case .decimalText(let number):
            texts[ScalarString(value.text), default: 0] += 1
            doubles[number, default: Numbers()].decimalTexts += 1
        case .text:
            texts[ScalarString(value.text), default: 0] += 1
        }
    }

    /// Whether an element of the list has a duplicate. The counts include the element itself, unless it is a filled array.
    func hasDuplicate(of value: LooseValue) -> Bool {
        if case .boolean = value.kind { return (value.isTruthy ? truthy : falsy) > 1 }
        if (value.isTruthy ? trues : falses) > 0 { return true }
        let same = value.double.flatMap { doubles[$0] } ?? Numbers()
        switch value.kind {
        case .boolean, .filledArray: return false
        case .null: return nulls > 1 || zeros > 0 || emptyArrays > 0
        case .emptyArray: return emptyArrays > 1 || nulls > 0
        case .integer(let number):
            return integers[number, default: 0] > 1 || same.doubles + same.largeIntegerTexts + same.decimalTexts > 0
                || number == 0 && nulls > 0
        case .double(let number):
            return same.all > 1 || number == 0 && nulls > 0
                || value.infinityName.map { texts[ScalarString($0), default: 0] > 0 } ?? false
        case .integerText(let number):
            return integers[number, default: 0] > 1 || same.doubles + same.decimalTexts > 0
        case .largeIntegerText(let number):
            return isRepeated(value) || same.integers + same.doubles > 0 || number.isFinite && same.decimalTexts > 0
        case .decimalText(let number):
            return number.isFinite ? same.all > 1 : isRepeated(value) || same.doubles > 0
        case .text:
            return isRepeated(value) || infinities[value.text, default: 0] > 0
        }
    }

    private func isRepeated(_ value: LooseValue) -> Bool {
        texts[ScalarString(value.text), default: 0] > 1
    }
}
