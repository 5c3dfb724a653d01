import CampaignMock
import Foundation

/// The writing end of the relay's pipe.
///
/// `nonisolated(unsafe)` is safe: ``SignalRelay`` sets it once, before it installs the handler, which only reads it.
private nonisolated(unsafe) var signalPipe: Int32 = -1

/// Passes ``InheritedSignals/passedOn`` on to a command, and learns when the command ends.
///
/// A handler writes the number of each signal into a pipe, which one thread reads. That thread alone sends signals to
/// the command and reaps it, so no signal can reach another process that has got the command's number. A program makes
/// one relay.
///
/// The command stays in the process group of this program, as under `env` or `time`: it may read from the terminal,
/// and a key such as Ctrl-C or Ctrl-Z reaches both.
struct SignalRelay: Sendable {
    private let signals: InheritedSignals
    private let pipe: Int32

    /// Catches the signals from now on. A signal that comes before the command starts is passed on when it starts.
    ///
    /// A signal that this process ignores stays ignored, here and in the command, as under nohup(1).
    ///
    /// - Throws: ``MockError`` when the system has no descriptors left.
    init(_ signals: InheritedSignals) throws(MockError) {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else {
            throw MockError("No pipe could be made (\(String(cString: strerror(errno)))): close other programs.")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A handler must not wait. A full pipe holds thousands of signals already.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        self.signals = signals
        pipe = ends[0]
        signalPipe = ends[1]
        for number in [SIGCHLD] + InheritedSignals.passedOn where !signals.ignored.contains(number) {
            Self.handle(number)
        }
    }

    /// Starts the command and waits until it has ended.
    func run(_ process: CommandProcess) async -> CommandProcess.End {
        await withCheckedContinuation { continuation in
            // A thread of its own, because it blocks.
            Thread.detachNewThread { continuation.resume(returning: runHere(process)) }
        }
    }

    private func runHere(_ process: CommandProcess) -> CommandProcess.End {
        // Other threads may block the signals, which the system gives to any thread that does not.
        var caught = sigset_t()
        sigemptyset(&caught)
        for number in [SIGCHLD] + InheritedSignals.passedOn { sigaddset(&caught, number) }
        pthread_sigmask(SIG_UNBLOCK, &caught, nil)
        let child: pid_t
        do { child = try process.start(signals) } catch { return .notStarted(code: error.code) }
        while true {
            var number: UInt8 = 0
            if read(pipe, &number, 1) == 1, Int32(number) != SIGCHLD {
                kill(child, Int32(number))
            } else if let end = CommandProcess.end(of: child) {
                return end
            }
        }
    }

    private static func handle(_ number: Int32) {
        var action = sigaction()
        sigemptyset(&action.sa_mask)
        // A stopped command has not ended.
        action.sa_flags = SA_SIGINFO | SA_RESTART | SA_NOCLDSTOP
        #if canImport(Darwin)
        action.__sigaction_u.__sa_sigaction = noteSignal
        #else
        action.__sigaction_handler.sa_sigaction = noteSignal
        #endif
        sigaction(number, &action, nil)
    }
}

/// The handler. It may call only what signal-safety(7) lists.
private func noteSignal(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
) {
    guard number == SIGCHLD || isFromProcess(information) else { return }
    let code = errno
    var byte = UInt8(truncatingIfNeeded: number)
    write(signalPipe, &byte, 1)
    errno = code
}

/// Whether a process has sent the signal. The terminal has sent any other to the whole process group, so that the
/// command has got it already. Many test runners give up at once when they get SIGINT twice.
private func isFromProcess(_ information: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    guard let information else { return true }
    #if canImport(Darwin)
    return information.pointee.si_pid != 0
    #else
    // Not by si_pid, which is 0 for a sender outside a container. sigaction(2): the kernel's codes are above 0.
    return information.pointee.si_code <= 0
    #endif
}
