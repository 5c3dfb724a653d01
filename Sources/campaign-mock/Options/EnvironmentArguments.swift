/// Every flag as an environment variable: `--port` is `CAMPAIGN_MOCK_PORT`, and so on.
///
/// The command line goes before the environment, the environment before the default. A variable is left out where the
/// command line has its flag, or one that excludes it. A variable is checked by the very parser that checks the flag, so
/// both refuse the same values.
struct EnvironmentArguments {
    /// A variable whose value cannot be used.
    struct Invalid: Error, Equatable {
        let variable: String
        let reason: String

        var message: String { "\(variable) in the environment: \(reason)" }
    }

    static let prefix = "CAMPAIGN_MOCK_"

    /// The arguments that the environment stands for, one list a variable.
    ///
    /// - Parameter commandLine: the arguments as given, without the program's name.
    /// - Throws: ``Invalid`` for a switch that is neither on nor off.
    static func arguments(
        for flags: [EnvironmentFlag], commandLine: [String], environment: [String: String]
    ) throws(Invalid) -> [(variable: String, arguments: [String])] {
        let set = Set(flags.filter { flag in commandLine.contains { flag.isSet(by: $0) } }.map(\.name))
        var result: [(variable: String, arguments: [String])] = []
        for flag in flags {
            let variable = flag.variable
            guard let value = environment[variable], !value.isEmpty, !ServiceLink.isOne(variable, value),
                !set.contains(flag.name), set.isDisjoint(with: flag.excluded)
            else { continue }
            switch flag.kind {
            case .option: result.append((variable, ["--\(flag.name)=\(value)"]))
            case .list:
                let parts = value.split(separator: ",").map { "--\(flag.name)=\(trimmed($0))" }
                result.append((variable, parts))
            case .flag:
                result.append((variable, [try truth(of: value, variable) ? "--\(flag.name)" : "--no-\(flag.name)"]))
            case .plainFlag:
                if try truth(of: value, variable) { result.append((variable, ["--\(flag.name)"])) }
            }
        }
        return result
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
