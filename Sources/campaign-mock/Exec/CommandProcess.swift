import Foundation

/// The command of `campaign-mock exec` as a process.
///
/// posix_spawn(3) starts it, because a user expects what `env` does: the command shares the terminal, the process
/// group, the standard streams and all inherited descriptors, and it ignores and blocks the signals that this program
/// was told to. `Process` and swift-subprocess decide several of these themselves.
struct CommandProcess: Sendable {
    /// Why the command could not be started.
    struct NotStarted: Error, Equatable {
        /// The `errno` of posix_spawn(3).
        let code: Int32
    }

    /// How the command ended.
    enum End: Sendable, Equatable {
        case exited(status: Int32)
        case killed(signal: Int32)
        /// It did not start, with this `errno`.
        case notStarted(code: Int32)
    }

    /// The name or path of the program, and its arguments.
    let words: [String]
    let environment: [String: String]

    /// Starts the command.
    func start(_ signals: InheritedSignals) throws(NotStarted) -> pid_t {
        #if canImport(Darwin)
        var attributes: posix_spawnattr_t?
        #else
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A caught signal gets its default action by itself. This program ignores SIGPIPE, which most programs do not.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        if !signals.ignored.contains(SIGPIPE) { sigaddset(&defaults, SIGPIPE) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var blocked = signals.blocked
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var identifier: pid_t = 0
        let code = posix_spawnp(&identifier, words.first ?? "", nil, &attributes, &arguments, &variables)
        guard code == 0 else { throw NotStarted(code: code) }
        return identifier
    }

    /// Reaps the process when it has ended; `nil` while it runs.
    static func end(of process: pid_t) -> End? {
        var status: Int32 = 0
        var reaped = waitpid(process, &status, WNOHANG)
        while reaped == -1, errno == EINTR { reaped = waitpid(process, &status, WNOHANG) }
        guard reaped == process else { return nil }
        // The macros WIFEXITED, WEXITSTATUS and WTERMSIG are not imported.
        return status & 0x7F == 0 ? .exited(status: (status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
    }
}

extension CommandProcess.End {
    var hasRun: Bool { if case .notStarted = self { false } else { true } }

    /// The exit status of `exec`. A shell has the same for each end.
    var status: Int32 {
        switch self {
        case .exited(let status): status
        case .killed(let signal): 128 + signal
        case .notStarted(ENOENT), .notStarted(ENOTDIR): 127
        case .notStarted: 126
        }
    }

    /// Why the command did not start, in one line.
    func message(_ words: [String]) -> String {
        let word = words.first ?? ""
        let name = word.isEmpty ? "''" : LogText.oneLine(word)
        guard case .notStarted(let code) = self else { return "\(name) has ended." }
        switch code {
        case ENOENT, ENOTDIR:
            return "There is no command \(name): check its spelling, and the PATH."
        case ENOEXEC:
            return "\(name) cannot be executed: it is no program, and its first line does not begin with #!."
        default:
            return "\(name) cannot be executed (\(String(cString: strerror(code)))): check that it is a program and "
                + "executable."
        }
    }
}
