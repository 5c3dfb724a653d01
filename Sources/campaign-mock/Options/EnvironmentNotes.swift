import Validation

/// What the environment holds that looks like a setting and is none: a mistake in a variable's name would otherwise go
/// unnoticed.
enum EnvironmentNotes {
    /// One line for each misspelt variable, and one for all that a container platform has set.
    static func lines(for flags: [EnvironmentFlag], environment: [String: String]) -> [String] {
        let known = flags.map(\.variable)
        let named = environment.filter { $0.key.hasPrefix(EnvironmentArguments.prefix) && !$0.value.isEmpty }
        let links = named.filter { ServiceLink.isOne($0.key, $0.value) }.keys.sorted()
        var lines = named.keys.filter { !known.contains($0) && !links.contains($0) }.sorted().map { variable in
            let remedy =
                if let nearest = NearestName.of(variable, among: known) {
                    "Did you mean \(nearest)?"
                } else {
                    "Type campaign-mock --help for all settings."
                }
            return "\(variable) in the environment is no setting, so it is ignored. \(remedy)"
        }
        if !links.isEmpty {
            lines.append(
                "\(links.joined(separator: ", ")) in the environment: a container platform's service link, no setting, so "
                    + "it is ignored.")
        }
        return lines
    }
}
