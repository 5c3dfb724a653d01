/// Every flag as an environment variable: `--port` is `CAMPAIGN_MOCK_PORT`, and so on.
///
/// The command line goes before the environment, the environment before the default. A variable is checked by the very
/// parser that checks the flag, so both refuse the same values.
struct EnvironmentArguments {
    enum Kind {
        /// `--port 7357`
        case option
        /// `--cors-origin A --cors-origin B`; the variable holds them with commas between.
        case list
        /// `--strict` and `--no-strict`; the variable holds `1`, `true`, `yes`, `on` or their opposites.
        case flag
        /// `--in-memory`, which has no opposite.
        case plainFlag
    }

    /// A variable whose value cannot be used.
    struct Invalid: Error, Equatable {
        let variable: String
        let reason: String

        var message: String { "\(variable) in the environment: \(reason)" }
    }

    static let prefix = "CAMPAIGN_MOCK_"

    /// The variable of a flag: `CAMPAIGN_MOCK_PORT` for `port`.
    static func variable(of flag: String) -> String {
        prefix + flag.uppercased().replacing("-", with: "_")
    }

    /// The arguments that the environment stands for, one list a variable, but for those that the command line sets.
    ///
    /// - Parameters:
    ///   - flags: names without dashes.
    ///   - commandLine: the arguments as given, without the program's name.
    static func arguments(
        for flags: [(name: String, kind: Kind)], commandLine: [String], environment: [String: String]
    ) throws(Invalid) -> [(variable: String, arguments: [String])] {
        var result: [(variable: String, arguments: [String])] = []
        for (name, kind) in flags {
            let variable = variable(of: name)
            guard let value = environment[variable], !value.isEmpty, !isSet(name, in: commandLine) else { continue }
            switch kind {
            case .option: result.append((variable, ["--\(name)=\(value)"]))
            case .list:
                let parts = value.split(separator: ",").map { "--\(name)=\(trimmed($0))" }
                result.append((variable, parts))
            case .flag:
                result.append((variable, [try truth(of: value, variable) ? "--\(name)" : "--no-\(name)"]))
            case .plainFlag:
                if try truth(of: value, variable) { result.append((variable, ["--\(name)"])) }
            }
        }
        return result
    }

    private static func isSet(_ name: String, in commandLine: [String]) -> Bool {
        commandLine.contains { $0 == "--\(name)" || $0 == "--no-\(name)" || $0.hasPrefix("--\(name)=") }
    }

    private static func truth(of value: String, _ variable: String) throws(Invalid) -> Bool {
        switch value.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default: throw Invalid(variable: variable, reason: "'\(value)' is neither true nor false. Use 1 or 0.")
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        text.drop { $0 == " " }.split(separator: " ").first ?? ""
    }
}
