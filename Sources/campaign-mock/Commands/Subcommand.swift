import ArgumentParser

/// The first word of a command line that does not start a mock alone.
enum Subcommand: String {
    case exec, health, `init`, compare

    init?(of command: any ParsableCommand) {
        switch command {
        case is ExecCommand: self = .exec
        case is HealthCommand: self = .health
        case is InitCommand: self = .`init`
        case is CompareCommand: self = .compare
        default: return nil
        }
    }
}

extension ParsableCommand {
    /// - Throws: The text of this command's help when the arguments before `--` ask for it.
    static func answerHelp(in arguments: some Sequence<String>) throws {
        let asks = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
        // By the type, so that the text names the program too.
        if asks { throw CleanExit.helpRequest(Self.self) }
    }
}
