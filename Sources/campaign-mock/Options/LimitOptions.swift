import ArgumentParser
import CampaignMock

struct LimitOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "Maximum bytes of a request line and its header fields; a larger head gets a 431. (default: 32768)",
        transform: NumberText.whole)
    var maxHeadBytes: Int?

    @Option(
        parsing: .unconditional,
        help: "Maximum bytes of a request's target; a longer target gets a 414. (default: 8192)",
        transform: NumberText.whole)
    var maxTargetBytes: Int?

    @Option(
        parsing: .unconditional, help: "Maximum header fields of a request; more fields get a 431. (default: 100)",
        transform: NumberText.whole)
    var maxFields: Int?

    @Option(
        parsing: .unconditional,
        help: "Maximum bytes of a request's body; a larger body gets a 413. (default: 1048576)",
        transform: NumberText.whole)
    var maxBodyBytes: Int?

    @Option(
        parsing: .unconditional,
        help: "Maximum bytes of the body of PUT /_mock/state; a larger body gets a 413. (default: 268435456)",
        transform: NumberText.whole)
    var maxStateBytes: Int?

    @Option(
        parsing: .unconditional, help: "Maximum open connections; further connections get a 503. (default: 10000)",
        transform: NumberText.whole)
    var maxConnections: Int?

    @Option(
        parsing: .unconditional,
        help: "Seconds to receive a whole request head; a slower client gets a 408. (default: 10)",
        transform: NumberText.seconds)
    var headTimeout: Double?

    @Option(
        parsing: .unconditional,
        help: "Seconds to receive more of a request's body; a slower client gets a 408. (default: 10)",
        transform: NumberText.seconds)
    var bodyTimeout: Double?

    @Option(
        parsing: .unconditional,
        help: "Seconds for a client to read some of its response before its connection is reset. (default: 10)",
        transform: NumberText.seconds)
    var writeTimeout: Double?

    @Option(
        parsing: .unconditional,
        help: "Seconds that a connection may stay idle before it is closed. (default: 75)",
        transform: NumberText.seconds)
    var idleTimeout: Double?

    @Option(
        parsing: .unconditional,
        help: "Seconds to finish requests in flight when the mock stops. (default: 5)",
        transform: NumberText.seconds)
    var shutdownTimeout: Double?

    func apply(to options: inout MockOptions) throws(MockError) {
        let numbers: [(flag: String, value: Int?, member: WritableKeyPath<MockLimits, Int>)] = [
            ("--max-head-bytes", maxHeadBytes, \.headBytes), ("--max-target-bytes", maxTargetBytes, \.targetBytes),
            ("--max-fields", maxFields, \.fields), ("--max-body-bytes", maxBodyBytes, \.bodyBytes),
            ("--max-state-bytes", maxStateBytes, \.stateBytes),
            ("--max-connections", maxConnections, \.connections),
        ]
        for (flag, value, member) in numbers {
            guard let value else { continue }
            try OptionCheck.number(flag, value, in: OptionCheck.limits)
            options.limits[keyPath: member] = value
        }
        let times: [(flag: String, seconds: Double?, member: WritableKeyPath<MockLimits, Duration>)] = [
            ("--head-timeout", headTimeout, \.head), ("--body-timeout", bodyTimeout, \.body),
            ("--write-timeout", writeTimeout, \.write), ("--idle-timeout", idleTimeout, \.idle),
            ("--shutdown-timeout", shutdownTimeout, \.shutdown),
        ]
        for (flag, seconds, member) in times {
            guard let seconds else { continue }
            options.limits[keyPath: member] = try OptionCheck.time(flag, seconds: seconds)
        }
    }

    func validate() throws {
        try usage { (options) throws(MockError) in try apply(to: &options) }
    }
}
