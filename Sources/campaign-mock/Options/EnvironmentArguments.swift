/// Converts environment variables to command-line arguments: `CAMPAIGN_MOCK_PORT=1` becomes `--port=1`.
///
/// A variable is ignored when the command line has its flag, or a flag that excludes it. The argument parser checks the
/// converted arguments, so variables and flags accept the same values.
enum EnvironmentArguments {
    /// A variable with an invalid value.
    struct Invalid: Error, Equatable {
        let variable: String
        let reason: String

        var message: String { "\(variable) in the environment: \(reason)" }
    }

    static let prefix = "CAMPAIGN_MOCK_"

    /// Converts the variables that are set to arguments, one list for each variable.
    ///
    /// - Parameters:
    ///   - flags: The flags that a variable can set.
    ///   - commandLine: The arguments as the user gave them, without the program's name.
    ///   - environment: The variables with their values. An empty value counts as not set.
    /// - Throws: ``Invalid`` when the value of a switch is neither true nor false.
    static func arguments(
        for flags: [EnvironmentFlag], commandLine: [String], environment: [String: String]
    ) throws(Invalid) -> [(variable: String, arguments: [String])] {
        let set = Set(flags.filter { flag in commandLine.contains { flag.isSet(by: $0) } }.map(\.name))
        var result: [(variable: String, arguments: [String])] = []
        for flag in flags {
            let variable = flag.variable
            guard let value = environment[variable], !value.isEmpty, !ServiceLink.matches(variable, value),
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
