import Base
import JSON
import TestSupport
import Testing

@testable import Validation

@Suite("Duplicates") struct DuplicatesTests {
    struct Row: CustomTestStringConvertible {
        let list: String
        let duplicates: [Int]
        var testDescription: String { "\(list) has \(duplicates)" }

        init(_ list: String, _ duplicates: [Int]) { (self.list, self.duplicates) = (list, duplicates) }
    }

    @Test(
        "are the same found by pairs and by counts",
        arguments: [
            Row("[]", []), Row("[1]", []), Row("[true]", []), Row("[1,1]", [0, 1]), Row("[1,2,1]", [0, 2]),
            Row("[[1],[1]]", []), Row("[[1],true]", [0]), Row("[[1],false]", []), Row("[[],{}]", [0, 1]),
            Row("[[],null]", [0, 1]),
            Row("[[],0]", []), Row("[true,1,2]", [0, 1, 2]), Row("[false,1,2]", []), Row("[true,true]", [0, 1]),
            Row("[true,false]", []), Row("[null,0,\"0\"]", [0, 1, 2]), Row("[null,\"0\"]", []),
            Row("[null,0.0]", [0, 1]),
            Row("[1,\"+1\",2.0]", [0, 1]), Row("[9007199254740992,9007199254740993]", []),
            Row("[9007199254740992,9007199254740993,9007199254740992.0]", [0, 1, 2]),
            Row("[1e999,\"INF\",\"-INF\"]", [0, 1]), Row("[\"1e999\",\"2e999\"]", []),
            Row("[\"1e999\",\"2e999\",1e999]", [0, 1, 2]),
            Row("[\"9223372036854775807\",\"9223372036854775808\"]", []),
            Row("[\"9223372036854775807\",\"9223372036854775808\",9223372036854775808]", [0, 1, 2]),
            Row("[\"\u{E9}\",\"e\u{301}\"]", []),
        ])
    func table(_ row: Row) throws {
        let elements = try #require(try json(row.list).array)
        for mostForPairs in [0, 1000] {
            let duplicates = Duplicates(in: elements, mostForPairs: mostForPairs)
            #expect(elements.indices.filter(duplicates.contains) == row.duplicates, "pairs up to \(mostForPairs)")
        }
    }

    @Test("of random lists are those of comparing every pair by the page's table", arguments: seeds)
    func random(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2000 {
            // Few values of each kind, so that lists without booleans have few duplicates and some have none.
            let few = Self.candidates.indices.shuffled(using: &generator).prefix(.random(in: 1...12, using: &generator))
            let list = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                few.randomElement(using: &generator)
            }
            let elements = list.map { Self.candidates[$0] }
            let expected = list.indices.map { index in
                list.indices.contains { other in
                    index != other && Self.countsAsOther[list[other]] && Self.areEqual[list[index]][list[other]]
                }
            }
            let pairs = Duplicates(in: elements, mostForPairs: .max)
            let counts = Duplicates(in: elements, mostForPairs: -1)
            #expect(elements.indices.map(pairs.contains) == expected, "\(elements)")
            #expect(elements.indices.map(counts.contains) == expected, "\(elements)")
        }
    }

    @Test("of every two values are those of the page's table")
    func everyPair() {
        for (leftIndex, left) in Self.candidates.enumerated() {
            for (rightIndex, right) in Self.candidates.enumerated() {
                let expected = Self.areEqual[leftIndex][rightIndex]
                #expect(expected == Self.areEqual[rightIndex][leftIndex], "\(left) \(right)")
                for mostForPairs in [-1, 2] {
                    let duplicates = Duplicates(in: [left, right], mostForPairs: mostForPairs)
                    #expect(
                        duplicates.contains(0) == (expected && Self.countsAsOther[rightIndex]), "\(left) \(right)")
                }
            }
        }
    }

    /// The page's answers for every two candidates, looked up once.
    static let areEqual = candidates.map { left in candidates.map { PageTable.areLooselyEqual(left, $0) } }
    static let countsAsOther = candidates.map { !PageTable.isFilledArray($0) }

    static let candidates: [JSONValue] =
        [
            .null, true, false, 0, 1, -1, 7, 9_007_199_254_740_992, 9_007_199_254_740_993, .integer(.max),
            .integer(.max - 1),
            .integer(.min), 0.0, -0.0, 1.0, 7.0, 0.5, 9_007_199_254_740_992.0, 9_223_372_036_854_775_808.0,
            -9_223_372_036_854_775_808.0, .double(.infinity), .double(-.infinity), [], [:], [0], [[]], ["a": 1],
        ]
        + [
            "0", "-0", "+0", "00", "0.0", "1", "+1", "01", "1.0", "1e0", "7", "7.", ".5", "0.5", "a", "A", "\u{E9}",
            "e\u{301}", "INF", "-INF",
            "inf", "1e999", "2e999", "-1e999", "1e-400", "9007199254740992", "9007199254740993", "9007199254740992.0",
            "9223372036854775807", "9223372036854775808", "09223372036854775808", "9223372036854775809",
            "9223372036854775808.0", "9.223372036854775808e18", "-9223372036854775808", "-9223372036854775809",
            String(repeating: "9", count: 400), String(repeating: "9", count: 401),
            "-" + String(repeating: "9", count: 400),
        ].map(JSONValue.string)
}

/// The table "Loosely equal" of rules.md chapter 4, row for row and as slow as it likes: what the engine is held against.
enum PageTable {
    static func isFilledArray(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.isEmpty
        default: false
        }
    }

    static func isFalsy(_ value: JSONValue) -> Bool {
        switch value {
        case .bool(false), .null, .integer(0), .string("0"): true
        case .double(let value): value == 0
        case .array, .object: !isFilledArray(value)
        default: false
        }
    }

    private enum Number {
        case integer(Int64)
        case double(Double)

        var double: Double {
            switch self {
            case .integer(let value): Double(value)
            case .double(let value): value
            }
        }
    }

    private static func number(_ value: JSONValue) -> Number? {
        switch value {
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        default: nil
        }
    }

    private static func isOnlyDigits(_ text: String) -> Bool {
        let digits = withoutSign(text)
        return !digits.isEmpty && digits.utf8.allSatisfy("0123456789".utf8.contains)
    }

    private static func withoutSign(_ text: String) -> String {
        text.hasPrefix("+") || text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    private static func isNumeric(_ text: String) -> Bool {
        let parts = withoutSign(text).lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard let mantissa = parts.first, parts.count <= 2 else { return false }
        if parts.count == 2, !isOnlyDigits(String(parts[1])) { return false }
        let point = mantissa.firstIndex(of: ".")
        let digits = String(
            mantissa[..<(point ?? mantissa.endIndex)] + (point.map { mantissa[$0...].dropFirst() } ?? ""))
        return isOnlyDigits("+" + digits)
    }

    /// The number that a numeric string turns into.
    private static func number(in text: String) -> Number? {
        guard isNumeric(text) else { return nil }
        if isOnlyDigits(text), let value = Int64(text) { return .integer(value) }
        return Double(text).map(Number.double)
    }

    private static func areEqual(_ left: Number, _ right: Number) -> Bool {
        if case .integer(let left) = left, case .integer(let right) = right { return left == right }
        return left.double == right.double
    }

    private static func isIdentical(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.elementsEqual(right.unicodeScalars)
    }

    static func areLooselyEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        for (one, other) in [(left, right), (right, left)] {
            if case .bool = one { return isFalsy(one) == isFalsy(other) }
        }
        for (one, other) in [(left, right), (right, left)] where one == .null {
            return other.string == nil && isFalsy(other)
        }
        if let left = number(left), let right = number(right) { return areEqual(left, right) }
        for (one, other) in [(left, right), (right, left)] {
            guard let value = number(one), case .string(let text) = other else { continue }
            if let textNumber = number(in: text) { return areEqual(value, textNumber) }
            if value.double == .infinity { return text == "INF" }
            if value.double == -.infinity { return text == "-INF" }
            return false
        }
        if case .string(let left) = left, case .string(let right) = right { return areLooselyEqual(left, right) }
        // Only arrays are left, alone or with a number or a string.
        guard number(left) == nil, number(right) == nil, left.string == nil, right.string == nil else { return false }
        return !isFilledArray(left) && !isFilledArray(right)
    }

    private static func areLooselyEqual(_ left: String, _ right: String) -> Bool {
        guard let leftNumber = number(in: left), let rightNumber = number(in: right) else {
            return isIdentical(left, right)
        }
        func fits(_ number: Number) -> Bool { if case .integer = number { true } else { false } }
        if isOnlyDigits(left), isOnlyDigits(right) {
            if fits(leftNumber) != fits(rightNumber) { return false }
            if !fits(leftNumber), leftNumber.double == rightNumber.double { return isIdentical(left, right) }
        }
        if leftNumber.double.isInfinite, leftNumber.double == rightNumber.double { return isIdentical(left, right) }
        return areEqual(leftNumber, rightNumber)
    }
}
