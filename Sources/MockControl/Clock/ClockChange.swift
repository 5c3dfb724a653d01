import Base
import CampaignAPI
import JSON
import Validation

/// A change of the mock's clock.
///
/// Read from a body such as `{"mode": "frozen", "now": "2026-02-23T10:00:00Z"}` or `{"advance": "1h"}`. A body may have
/// both: the clock is set first, then advanced.
package struct ClockChange: Sendable, Equatable {
    package enum Setting: Sendable, Equatable {
        case real
        /// The machine's clock plus this many seconds.
        case offset(seconds: Int64)
        /// The clock is set to this moment, in Unix seconds, and runs on.
        case running(from: Int64)
        /// The clock stands still at this moment, in Unix seconds; `nil` for the moment that it shows now.
        case frozen(at: Int64?)
    }

    var setting: Setting?
    /// Seconds by which the clock is moved; negative to move it back.
    var advance: Int64?

    static let fields = [
        Field("mode", .nullable, .oneOf(["real", "offset", "frozen"])), Field("now", .nullable, .string),
        Field("offset_seconds", .nullable, .integer), Field("advance", .nullable),
    ]

    /// - Parameter advance: seconds by which the clock is moved; negative to move it back.
    package init(_ setting: Setting? = nil, advance: Int64? = nil) {
        self.setting = setting
        self.advance = advance
    }

    init(_ body: ControlBody) throws(ControlRefusal) {
        let report = body.report
        let now = try Self.moment(report.string("now"))
        setting = try Self.setting(report.string("mode"), now: now, offset: report.integer("offset_seconds"))
        advance = try report["advance"].map(Self.span)
        guard setting != nil || advance != nil else {
            throw .invalid(
                "mode", #"The mode or the advance field is required, such as {"mode": "real"} or {"advance": "1h"}."#)
        }
    }

    /// The clock's mode after the change.
    ///
    /// - Parameters:
    ///   - current: the clock's mode before the change.
    ///   - machineTime: the machine's clock, in Unix seconds.
    /// - Throws: ``ControlRefusal/invalid(_:)`` when the clock would leave ``ClockMode/representable``.
    func mode(from current: ClockMode, machineTime: Int64) throws(ControlRefusal) -> ClockMode {
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
        guard !overflow, ClockMode.representable.contains(sum) else {
            throw .invalid(name, "The \(name) field sets the clock outside the years 1970 to 9999.")
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
            throw .invalid("offset_seconds", "The mode offset requires offset_seconds or now.")
        case ("real", _, _):
            throw .invalid("mode", "The mode real cannot be combined with now or offset_seconds.")
        default:
            throw .invalid(
                "offset_seconds", "The offset_seconds field requires the mode offset and cannot be combined with now.")
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
