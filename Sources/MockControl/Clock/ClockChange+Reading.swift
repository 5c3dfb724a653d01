import Base
import JSON
import Validation

extension ClockChange {
    static let fields = [
        Field("mode", .nullable, .oneOf(["real", "offset", "frozen"])), Field("now", .nullable, .string),
        Field("offset_seconds", .nullable, .integer),
        Field(
            "speed", .nullable, .integer,
            .between(RunningClock.speeds.lowerBound, RunningClock.speeds.upperBound)),
        Field("advance", .nullable), Field("advance_to", .nullable, .oneOf(Goal.allCases.map(\.rawValue))),
    ]

    init(_ body: ControlBody) throws(ControlRefusal) {
        let report = body.report
        let now = try Self.moment(report.string("now"))
        let setting = try Self.setting(
            report.string("mode"), now: now, offset: report.integer("offset_seconds"), speed: report.integer("speed"))
        let advance = try report["advance"].map(Self.span)
        guard let goal = report.string("advance_to").flatMap(Goal.init) else {
            guard setting != nil || advance != nil else {
                throw .invalid(
                    "mode",
                    #"The mode or the advance field is required, such as {"mode": "real"} or {"advance": "1h"}."#)
            }
            self.init(setting, advance: advance)
            return
        }
        guard advance == nil else {
            throw .invalid("advance_to", "The advance_to field cannot be combined with advance: send one of the two.")
        }
        self.init(setting, advanceTo: goal)
    }

    private static func setting(
        _ mode: String?, now: Int64?, offset: Int64?, speed: Int64?
    ) throws(ControlRefusal) -> Setting? {
        if let speed { return try setting(mode, now: now, offset: offset, fast: speed) }
        switch (mode, now, offset) {
        case ("real", nil, nil): return .real
        case ("frozen", _, nil), (nil, .some, nil): return .frozen(at: now)
        case ("offset", nil, let seconds?), (nil, nil, let seconds?): return .offset(seconds: seconds)
        case ("offset", let now, nil): return .running(from: now)
        case (nil, nil, nil): return nil
        case ("real", _, _):
            throw .invalid("mode", "The mode real cannot be combined with now or offset_seconds.")
        default: throw offsetRefusal
        }
    }

    /// A setting with a speed. It needs no mode, because only a clock that runs has one.
    private static func setting(
        _ mode: String?, now: Int64?, offset: Int64?, fast speed: Int64
    ) throws(ControlRefusal) -> Setting {
        switch (mode, now, offset) {
        case (nil, nil, nil): return .speed(speed)
        case ("offset", let now, nil), (nil, let now, nil): return .running(from: now, speed: speed)
        case ("offset", nil, let seconds?), (nil, nil, let seconds?): return .offset(seconds: seconds, speed: speed)
        case ("real", _, _), ("frozen", _, _):
            let mode = mode ?? ""
            throw .invalid(
                "speed", "The speed field cannot be combined with the mode \(mode): send the mode offset or no mode.")
        default: throw offsetRefusal
        }
    }

    private static var offsetRefusal: ControlRefusal {
        .invalid(
            "offset_seconds", "The offset_seconds field requires the mode offset and cannot be combined with now.")
    }

    private static func moment(_ text: String?) throws(ControlRefusal) -> Int64? {
        guard let text else { return nil }
        do {
            return try ClockMoment.seconds(text)
        } catch {
            throw .invalid("now", "The now field \(error.expectation).")
        }
    }

    private static func span(_ value: JSONValue) throws(ControlRefusal) -> Int64 {
        if let seconds = value.integer ?? value.string.flatMap(DurationText.seconds) { return seconds }
        throw .invalid("advance", "The advance field must be \(DurationText.expectation).")
    }
}
