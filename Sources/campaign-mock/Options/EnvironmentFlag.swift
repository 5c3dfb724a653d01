/// A flag that can stand in the environment.
struct EnvironmentFlag: Sendable {
    /// How its variable is written as an argument.
    enum Kind: Sendable {
        /// `--port 7357`
        case option
        /// `--cors-origin A --cors-origin B`; the variable holds them with commas between.
        case list
        /// `--strict` and `--no-strict`; the variable holds `1`, `true`, `yes`, `on` or their opposites.
        case flag
        /// `--in-memory`, which has no opposite.
        case plainFlag
    }

    /// Without dashes.
    let name: String
    let kind: Kind
    /// The letter of its short form.
    let letter: Character?
    /// Flags that cannot stand beside it.
    let excluded: [String]

    init(_ name: String, _ kind: Kind, letter: Character? = nil, excluding excluded: [String] = []) {
        self.name = name
        self.kind = kind
        self.letter = letter
        self.excluded = excluded
    }

    /// The variable: `CAMPAIGN_MOCK_PORT` for `port`.
    var variable: String { EnvironmentArguments.prefix + name.uppercased().replacing("-", with: "_") }

    /// Whether an argument sets it: `--port`, `--port=0`, `--no-strict`, `-p`, `-p=0`.
    func isSet(by argument: String) -> Bool {
        if argument == "--\(name)" || argument.hasPrefix("--\(name)=") { return true }
        if kind == .flag, argument == "--no-\(name)" { return true }
        guard let letter else { return false }
        return argument == "-\(letter)" || argument.hasPrefix("-\(letter)=")
    }
}
