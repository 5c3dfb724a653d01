internal import Base
internal import JSON

/// The form of an account's own clock in a seed: `{"mode": "real"}`, `{"mode": "offset", "offset_seconds": 3600}` or
/// `{"mode": "frozen", "now": "2026-02-23T10:00:00.000000Z"}`.
extension ClockMode {
    private enum Name: String, CaseIterable {
        case real, offset, frozen
    }

    init(_ reader: SeedReader) throws(SeedError) {
        let clock = try reader.object(["mode", "offset_seconds", "now"])
        let name = try clock.required("mode", "\"real\" or \"offset\" or \"frozen\"").oneOf(Name.self)
        switch name {
        case .real: self = .real
        case .offset:
            let rule = "an integer, the seconds between this clock and the machine's"
            self = .offset(seconds: try clock.required("offset_seconds", rule).integer(Int64.min...Int64.max, rule))
        case .frozen:
            let reader = try clock.required("now", SeedReader.timeRule)
            let moment = try reader.timestamp()
            guard Self.representable.contains(moment) else {
                throw reader.refusal(expected: "a time in the years 1970 to 9999")
            }
            self = .frozen(at: moment)
        }
        for (member, owner) in [("offset_seconds", Name.offset), ("now", .frozen)] where name != owner {
            if let stray = clock.optional(member) {
                throw stray.refusal(expected: "nothing beside the mode \(name.rawValue)")
            }
        }
    }

    func json() -> JSONValue {
        switch self {
        case .real: ["mode": "real"]
        case .offset(let seconds): ["mode": "offset", "offset_seconds": .integer(seconds)]
        case .frozen(let moment): ["mode": "frozen", "now": .string(Timestamp.text(moment))]
        }
    }
}
