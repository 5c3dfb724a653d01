package import Base
package import JSON

/// The form of an account's own clock in a seed: `{"mode": "real"}`, `{"mode": "offset", "offset_seconds": 3600}` or
/// `{"mode": "frozen", "now": "2026-02-23T10:00:00.000000Z"}`.
///
/// A clock with a speed has the mode `offset` too. Written, it has the moment `now` that it showed at the machine's
/// time `since`: `{"mode": "offset", "now": "2026-02-23T10:00:00.000000Z", "since": "2026-11-27T09:12:45.123456Z",
/// "speed": 60}`. So after a restart it shows what it would show without one. In a document that a person wrote, `since`
/// may be absent, and `offset_seconds` may stand in place of `now`; the clock then runs from when the document is read.
extension ClockMode {
    private enum Name: String, CaseIterable {
        case real, offset, frozen
    }

    init(_ reader: SeedReader) throws(SeedError) {
        let clock = try reader.object(["mode", "offset_seconds", "now", "since", "speed"])
        let name = try clock.required("mode", "\"real\" or \"offset\" or \"frozen\"").oneOf(Name.self)
        let isFast = name == .offset && clock.optional("speed") != nil
        // A moment beside an offset without seconds is told below what it lacks.
        if name != .offset || clock.optional("offset_seconds") != nil || isFast {
            try Self.refuseStray(clock, name, isFast: isFast)
        }
        switch name {
        case .real: self = .real
        case .offset: self = try isFast ? Self.running(clock) : .offset(seconds: Self.offset(clock))
        case .frozen: self = .frozen(at: try Self.moment(clock))
        }
    }

    private static func refuseStray(
        _ clock: SeedReader.Object, _ name: Name, isFast: Bool
    ) throws(SeedError) {
        for (member, isAllowed) in [
            ("offset_seconds", name == .offset), ("now", name == .frozen || isFast), ("since", isFast),
            ("speed", name == .offset),
        ] where !isAllowed {
            guard let stray = clock.optional(member) else { continue }
            let mode = name == .offset ? "offset without a speed" : name.rawValue
            throw stray.refusal(expected: "nothing beside the mode \(mode)")
        }
    }

    private static func offset(_ clock: SeedReader.Object) throws(SeedError) -> Int64 {
        let rule = "an integer, the seconds between this clock and the machine's"
        return try clock.required("offset_seconds", rule).integer(Int64.min...Int64.max, rule)
    }

    private static func moment(_ clock: SeedReader.Object) throws(SeedError) -> Int64 {
        let reader = try clock.required("now", SeedReader.timeRule)
        let moment = try reader.timestamp()
        guard representable.contains(moment) else {
            throw reader.refusal(expected: "a time in the years 1970 to 9999")
        }
        return moment
    }

    /// Reads a clock with a speed.
    private static func running(_ clock: SeedReader.Object) throws(SeedError) -> ClockMode {
        let rule = "an integer from \(RunningClock.speeds.lowerBound) to \(RunningClock.speeds.upperBound)"
        let speed = try clock.required("speed", rule).integer(RunningClock.speeds, rule)
        guard let offset = clock.optional("offset_seconds") else {
            return running(from: try moment(clock), at: try since(clock) ?? .now, speed: speed)
        }
        for member in ["now", "since"] {
            if let stray = clock.optional(member) { throw stray.refusal(expected: "nothing beside offset_seconds") }
        }
        let seconds = try self.offset(clock)
        if speed == 1 { return .offset(seconds: seconds) }
        let now = UnixTime.now, moment = now.seconds.addingSaturated(seconds)
        guard representable.contains(moment) else {
            throw offset.refusal(expected: "seconds that lead to a time in the years 1970 to 9999")
        }
        return running(from: moment, at: now, speed: speed)
    }

    private static func since(_ clock: SeedReader.Object) throws(SeedError) -> UnixTime? {
        guard let reader = clock.optional("since") else { return nil }
        guard case .string(let text) = reader.value, let since = UnixTime(text) else {
            throw reader.refusal(expected: SeedReader.timeRule)
        }
        guard representable.contains(since.seconds) else {
            throw reader.refusal(expected: "a time in the years 1970 to 9999")
        }
        return since
    }

    /// The member `clock` of an account's document.
    package func json() -> JSONValue {
        switch self {
        case .real: ["mode": "real"]
        case .offset(let seconds): ["mode": "offset", "offset_seconds": .integer(seconds)]
        case .running(let clock):
            [
                "mode": "offset", "now": .string(Timestamp.text(clock.moment)), "since": .string(clock.since.text),
                "speed": .integer(clock.speed),
            ]
        case .frozen(let moment): ["mode": "frozen", "now": .string(Timestamp.text(moment))]
        }
    }
}
