import ArgumentParser
import CampaignMock

struct LimitOptions: ParsableArguments {
    @Option(help: "Bytes of a request's line and header fields; beyond: 431. (default: 32768)")
    var maxHeadBytes: Int?

    @Option(help: "Bytes of a request's target; beyond: 414. (default: 8192)")
    var maxTargetBytes: Int?

    @Option(help: "Header fields of a request; beyond: 431. (default: 100)")
    var maxFields: Int?

    @Option(help: "Bytes of a request's body; beyond: 413. (default: 1048576)")
    var maxBodyBytes: Int?

    @Option(help: "Open connections; beyond: 503. (default: 10000)")
    var maxConnections: Int?

    @Option(help: "Seconds for a whole request head; beyond: 408. (default: 10)")
    var headTimeout: Double?

    @Option(help: "Seconds in which a request's body must make progress; beyond: 408. (default: 10)")
    var bodyTimeout: Double?

    @Option(help: "Seconds in which a client must read some of its answer; beyond: reset. (default: 10)")
    var writeTimeout: Double?

    @Option(help: "Seconds that a connection may stay idle; beyond: closed. (default: 75)")
    var idleTimeout: Double?

    @Option(help: "Seconds that requests in flight get when the mock stops. (default: 10)")
    var shutdownTimeout: Double?

    func apply(to options: inout MockOptions) {
        if let maxHeadBytes { options.limits.headBytes = maxHeadBytes }
        if let maxTargetBytes { options.limits.targetBytes = maxTargetBytes }
        if let maxFields { options.limits.fields = maxFields }
        if let maxBodyBytes { options.limits.bodyBytes = maxBodyBytes }
        if let maxConnections { options.limits.connections = maxConnections }
        if let headTimeout { options.limits.headSeconds = headTimeout }
        if let bodyTimeout { options.limits.bodySeconds = bodyTimeout }
        if let writeTimeout { options.limits.writeSeconds = writeTimeout }
        if let idleTimeout { options.limits.idleSeconds = idleTimeout }
        if let shutdownTimeout { options.limits.shutdownSeconds = shutdownTimeout }
    }

    func validate() throws {
        let counts: [(flag: String, value: Int?)] = [
            ("--max-head-bytes", maxHeadBytes), ("--max-target-bytes", maxTargetBytes), ("--max-fields", maxFields),
            ("--max-body-bytes", maxBodyBytes), ("--max-connections", maxConnections),
        ]
        for (flag, value) in counts {
            if let value, !(1...1_073_741_824).contains(value) {
                throw ValidationError("\(flag) \(value) is out of range. Choose from 1 to 1073741824.")
            }
        }
        let times: [(flag: String, value: Double?)] = [
            ("--head-timeout", headTimeout), ("--body-timeout", bodyTimeout), ("--write-timeout", writeTimeout),
            ("--idle-timeout", idleTimeout), ("--shutdown-timeout", shutdownTimeout),
        ]
        for (flag, value) in times {
            // Not a number fails this comparison too.
            if let value, !(value > 0 && value <= 86_400) {
                throw ValidationError("\(flag) \(value) is out of range. Choose more than 0 and at most 86400 seconds.")
            }
        }
    }
}
