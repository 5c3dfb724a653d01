/// The flags that environment variables can set: all flags except `--help` and `--version`.
enum Flags {
    static let all: [EnvironmentFlag] = [
        .init("host", .option, excluding: ["unix-socket"]),
        .init("port", .option, letter: "p", excluding: ["unix-socket"]),
        .init("unix-socket", .option, excluding: ["host", "port", "port-file"]),
        .init("port-file", .option, excluding: ["unix-socket"]),
        .init("public-url", .option), .init("poller", .option), .init("threads", .option),
        .init("database", .option, letter: "d", excluding: ["in-memory"]),
        .init("in-memory", .plainFlag, excluding: ["database"]),
        .init("seed", .option), .init("watch", .plainFlag), .init("durability", .option),
        .init("strict", .flag), .init("cors-origin", .list),
        .init("validation-message", .option, excluding: ["validation-summary"]),
        .init("validation-summary", .plainFlag, excluding: ["validation-message"]),
        .init("lead-list", .option), .init("calls", .option),
        .init("control", .flag), .init("control-token", .option), .init("control-host", .list),
        .init("control-origin", .list), .init("journal-entries", .option), .init("journal-body-bytes", .option),
        .init("prefer", .flag), .init("clock", .option),
        .init("webhook-host", .list), .init("webhook-timeout", .option),
        .init("max-head-bytes", .option), .init("max-target-bytes", .option), .init("max-fields", .option),
        .init("max-body-bytes", .option), .init("max-state-bytes", .option), .init("max-connections", .option),
        .init("head-timeout", .option),
        .init("body-timeout", .option), .init("write-timeout", .option), .init("idle-timeout", .option),
        .init("shutdown-timeout", .option),
        .init("log-level", .option), .init("log-format", .option), .init("access-log", .option),
    ]
}
