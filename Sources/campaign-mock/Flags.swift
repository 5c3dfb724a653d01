/// The flags that can stand in the environment: all of them but `--help` and `--version`.
enum Flags {
    static let all: [(name: String, kind: EnvironmentArguments.Kind)] = [
        ("host", .option), ("port", .option), ("unix-socket", .option), ("port-file", .option), ("poller", .option),
        ("threads", .option),
        ("database", .option), ("in-memory", .plainFlag), ("seed", .option), ("durability", .option),
        ("strict", .flag), ("validation-message", .option), ("validation-summary", .plainFlag),
        ("cors-origin", .list),
        ("control", .flag), ("control-token", .option), ("control-host", .list), ("control-origin", .list),
        ("journal-entries", .option), ("journal-body-bytes", .option), ("prefer", .flag), ("clock", .option),
        ("max-head-bytes", .option), ("max-target-bytes", .option), ("max-fields", .option),
        ("max-body-bytes", .option), ("max-connections", .option), ("head-timeout", .option),
        ("body-timeout", .option), ("write-timeout", .option), ("idle-timeout", .option),
        ("shutdown-timeout", .option),
        ("log-level", .option), ("log-format", .option), ("access-log", .option),
    ]
}
