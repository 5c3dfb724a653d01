internal import Base
package import JSON

// Kinds of values that several members have.
extension SeedReader {
    static let timeRule = "a time such as \"2026-02-23T10:00:00.000000Z\""

    /// Reads a time.
    ///
    /// - Returns: the time in Unix seconds.
    func timestamp() throws(SeedError) -> Int64 {
        guard case .string(let text) = value, let seconds = Timestamp.seconds(text) ?? Self.secondsOfLead(text) else {
            throw refusal(expected: Self.timeRule)
        }
        return seconds
    }

    /// Reads the form in which the API writes the times of leads, such as `2026-02-23 10:00:00`.
    private static func secondsOfLead(_ text: String) -> Int64? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        return parts.count == 2 ? Timestamp.seconds("\(parts[0])T\(parts[1])Z") : nil
    }

    static let timezoneRule = "a timezone such as \"America/New_York\""

    func timezone(where isTimezone: (String) -> Bool) throws(SeedError) -> String {
        try string(Self.timezoneRule, where: isTimezone)
    }

    /// Reads a string that may be empty.
    func text() throws(SeedError) -> String {
        try string("a string", where: { !$0.utf8.contains(0) })
    }

    /// Reads a finite number.
    func number() throws(SeedError) -> Double {
        guard let number = value.double, number.isFinite else { throw refusal(expected: "a number") }
        return number
    }

    /// Reads variables, which are an object. A list is one whose names are 0, 1, 2 and so on.
    ///
    /// - Returns: the JSON text in the form of ``PHPArray``.
    func phpArray() throws(SeedError) -> [UInt8] {
        guard let text = PHPArray.text(of: value) else { throw refusal(expected: "an object") }
        return text
    }

    /// Reads variables as a value in the form of ``PHPArray``.
    func variables() throws(SeedError) -> JSONValue {
        let text = try phpArray()
        guard let value = try? JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth) else {
            throw refusal(expected: "an object")
        }
        return value
    }
}

extension SeedReader.Object {
    private static var idRule: String { "an integer of at least 1" }

    /// Reads the member `name` as an id, an integer of at least 1.
    func id(_ name: String) throws(SeedError) -> Int64 {
        try required(name, Self.idRule).integer(1...Int64.max, Self.idRule)
    }
}

extension Double {
    /// The number as the API writes it: a whole number without a fraction.
    package var json: JSONValue {
        magnitude < 1e15 && rounded() == self ? .integer(Int64(self)) : .double(self)
    }
}
