import Validation

/// Messages about `CAMPAIGN_MOCK_...` variables that are not settings, so that a misspelt name does not go unnoticed.
enum EnvironmentNotes {
    /// One line for each misspelt variable, and one line for all service links together.
    static func lines(for flags: [EnvironmentFlag], environment: [String: String]) -> [String] {
        let known = flags.map(\.variable)
        // `exec` gives its command these, so a mock or a `health` inside it finds them. `compare` reads the last.
        let handed = CommandEnvironment.all + [ComparisonKey.variable]
        let named = environment.filter { $0.key.hasPrefix(EnvironmentArguments.prefix) && !$0.value.isEmpty }
        let links = named.filter { ServiceLink.matches($0.key, $0.value) }.keys.sorted()
        var lines = named.keys.filter { !(known + handed + links).contains($0) }.sorted().map { variable in
            let remedy =
                if let nearest = NearestName.of(variable, among: known) {
                    "Did you mean \(nearest)?"
                } else {
                    "Type campaign-mock --help for all settings."
                }
            return "\(variable) in the environment is not a setting and is ignored. \(remedy)"
        }
        if !links.isEmpty {
            lines.append(
                "\(links.joined(separator: ", ")) in the environment: service links of a container platform are not "
                    + "settings and are ignored.")
        }
        return lines
    }
}
