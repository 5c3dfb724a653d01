/// A flag that an environment variable can set.
struct EnvironmentFlag: Sendable {
    /// The form of the flag's arguments and of its variable.
    enum Kind: Sendable {
        /// `--port 7357`
        case option
        /// `--cors-origin A --cors-origin B`; the variable holds `A,B`.
        case list
        /// `--strict` and `--no-strict`; the variable holds `1`, `true`, `yes`, `on` or their opposites.
        case flag
        /// `--in-memory`, which has no opposite; the variable holds the same values as for ``flag``.
        case plainFlag
    }

    /// The flag's name without dashes: `port`.
    let name: String
    let kind: Kind
    /// The letter of the short form: `p` for `-p`.
    let letter: Character?
    /// The names of the flags that exclude this flag.
    let excluded: [String]

    init(_ name: String, _ kind: Kind, letter: Character? = nil, excluding excluded: [String] = []) {
        self.name = name
        self.kind = kind
        self.letter = letter
        self.excluded = excluded
    }

    /// The variable's name: `CAMPAIGN_MOCK_PORT` for `port`.
    var variable: String { EnvironmentArguments.prefix + name.uppercased().replacing("-", with: "_") }

    /// Whether an argument sets this flag: `--port`, `--port=0`, `--no-strict`, `-p` or `-p=0`.
    func isSet(by argument: String) -> Bool {
        if argument == "--\(name)" || argument.hasPrefix("--\(name)=") { return true }
        if kind == .flag, argument == "--no-\(name)" { return true }
        guard let letter else { return false }
        return argument == "-\(letter)" || argument.hasPrefix("-\(letter)=")
    }
}
