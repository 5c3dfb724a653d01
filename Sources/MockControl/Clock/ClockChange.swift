import CampaignAPI
import JSON
import Validation

/// What a call does to the clock: `{"mode": "frozen", "now": "2026-02-23T10:00:00Z"}`, `{"advance": "1h"}`, or both.
struct ClockChange: Sendable, Equatable {
    enum Setting: Sendable, Equatable {
        case real
        case offset(seconds: Int64)
        /// Runs on from this moment.
        case running(from: Int64)
        /// `nil` freezes the present moment of the clock.
        case frozen(at: Int64?)
    }

    var setting: Setting?
    /// Seconds.
    var advance: Int64?

    static let fields = [
        Field("mode", .nullable, .oneOf(["real", "offset", "frozen"])), Field("now", .nullable, .string),
        Field("offset_seconds", .nullable, .integer), Field("advance", .nullable),
    ]

    init(_ body: ControlBody) throws(ControlRefusal) {
        let report = body.report
        let now = try Self.moment(report.string("now"))
        setting = try Self.setting(report.string("mode"), now: now, offset: report.integer("offset_seconds"))
        advance = try report["advance"].map(Self.span)
        guard setting != nil || advance != nil else {
            throw .invalid("mode", #"The mode field is required, or advance: {"mode": "real"} or {"advance": "1h"}."#)
        }
    }

    /// - Parameters:
    ///   - current: what the clock is set to.
    ///   - machineTime: the machine's clock in Unix seconds.
    /// - Returns: what to set the clock to.
    /// - Throws: the refusal of a change that leads out of ``MockClock/representable``.
    func mode(from current: MockClock.Mode, machineTime: Int64) throws(ControlRefusal) -> MockClock.Mode {
        var mode = current
        switch setting {
        case nil: break
        case .real: mode = .real
        case .offset(let seconds):
            mode = .offset(seconds: seconds)
            try check(machineTime, plus: seconds, "offset_seconds")
        case .running(let start): mode = .offset(seconds: start - machineTime)
        case .frozen(let moment): mode = .frozen(at: moment ?? current.moment(at: machineTime))
        }
        guard let advance else { return mode }
        let moment = try check(mode.moment(at: machineTime), plus: advance, "advance")
        return if case .frozen = mode { .frozen(at: moment) } else { .offset(seconds: moment - machineTime) }
    }

    @discardableResult
    private func check(_ moment: Int64, plus seconds: Int64, _ name: String) throws(ControlRefusal) -> Int64 {
        let (sum, overflow) = moment.addingReportingOverflow(seconds)
        guard !overflow, MockClock.representable.contains(sum) else {
            throw .invalid(name, "The \(name) field leads out of the years 1970 to 9999.")
        }
        return sum
    }

    private static func setting(
        _ mode: String?, now: Int64?, offset: Int64?
    ) throws(ControlRefusal) -> Setting? {
        switch (mode, now, offset) {
        case ("real", nil, nil): return .real
        case ("frozen", _, nil), (nil, .some, nil): return .frozen(at: now)
        case ("offset", nil, let seconds?), (nil, nil, let seconds?): return .offset(seconds: seconds)
        case ("offset", let now?, nil): return .running(from: now)
        case (nil, nil, nil): return nil
        case ("offset", nil, nil):
            throw .invalid("offset_seconds", "The offset seconds field is required, or now, with the mode offset.")
        case ("real", _, _):
            throw .invalid("mode", "The mode real goes without now and offset seconds.")
        default:
            throw .invalid("offset_seconds", "The offset seconds field goes with the mode offset and without now.")
        }
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
