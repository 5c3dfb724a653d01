import Foundation

/// The time of day in the machine's time zone.
enum LocalTime {
    /// The current time as `14:03:22`.
    static func now() -> String { text(time(nil)) }

    static func text(_ moment: time_t) -> String {
        var moment = moment
        var local = tm()
        guard localtime_r(&moment, &local) != nil else { return "--:--:--" }
        return [local.tm_hour, local.tm_min, local.tm_sec]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
