import ArgumentParser
import CampaignMock

/// The first word of a command line that does not start a mock alone.
enum Subcommand: String, CaseIterable {
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
    /// - Throws: The text of this command's help, or the program's version, when the arguments before `--` ask for it.
    static func answerHelpOrVersion(in arguments: some Sequence<String>) throws {
        let flags = arguments.prefix { $0 != "--" }
        // By the type, so that the text names the program too.
        if flags.contains(where: { $0 == "--help" || $0 == "-h" }) { throw CleanExit.helpRequest(Self.self) }
        // The help of a subcommand lists this flag, but the argument parser knows it at the program itself only.
        if flags.contains("--version") { throw CleanExit.message(MockServer.version) }
    }
}
