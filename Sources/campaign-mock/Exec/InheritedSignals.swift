import Foundation

/// How this process treats signals when it starts, as its parent has chosen.
struct InheritedSignals: Sendable {
    /// The signals that ``SignalRelay`` passes on: those by which a program is told to end or to do something.
    static let passedOn = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2]

    /// The blocked signals.
    let blocked: sigset_t
    /// The ignored signals of those that the program changes.
    let ignored: Set<Int32>

    /// Asks the system. The program must do this before it changes how it treats a signal.
    init() {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        blocked = mask
        ignored = Set((Self.passedOn + [SIGPIPE]).filter(Self.isIgnored))
    }

    /// Whether this process ignores the signal.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        #if canImport(Darwin)
        let handler = action.__sigaction_u.__sa_handler
        #else
        let handler = action.__sigaction_handler.sa_handler
        #endif
        // Function pointers are not `Equatable`, so their addresses are compared.
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
