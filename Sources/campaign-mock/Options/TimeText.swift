import ArgumentParser
import CampaignMock

/// Reads durations on the command line: `10s`, `500ms`, `2m`, or a number of seconds.
enum TimeText {
    /// - Throws: `ValidationError` for any other text, and below 1 millisecond or above a day.
    static func duration(_ text: String) throws -> Duration {
        guard let match = text.wholeMatch(of: /(\d+(?:\.\d+)?)(ms|s|m)?/), let count = Double(match.1) else {
            throw ValidationError("Give a time such as 10s, 500ms or 2m.")
        }
        let unit: Double =
            switch match.2 {
            case "ms": 0.001
            case "m": 60
            default: 1
            }
        do throws(MockError) {
            return try OptionCheck.time("The time", seconds: count * unit)
        } catch {
            throw ValidationError(error.message)
        }
    }
}
