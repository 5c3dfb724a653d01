internal import Base
package import JSON

// Kinds of values that several members have.
extension SeedReader {
    static let timeRule = "a time such as \"2026-02-23T10:00:00.000000Z\""

    /// Reads a time.
    ///
    /// - Returns: the time in Unix seconds.
    func timestamp() throws(SeedError) -> Int64 {
        guard case .string(let text) = value, let seconds = Timestamp.seconds(text) else {
            throw refusal(expected: Self.timeRule)
        }
        return seconds
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

    /// Reads variables. An empty object becomes an empty list, the API's form of no variables.
    func variables() throws(SeedError) -> JSONValue {
        switch value {
        case .object(let object): return object.isEmpty ? .array([]) : value
        case .array: return value
        default: throw refusal(expected: "an object")
        }
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
