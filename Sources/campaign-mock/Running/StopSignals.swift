import Foundation
import UnixSignals

/// The signals that stop the program gracefully, with exit status 0.
enum StopSignals {
    /// SIGTERM, SIGINT and SIGHUP. A closed terminal sends SIGHUP.
    ///
    /// The program ignores SIGHUP when its parent process already ignores SIGHUP, as nohup(1) does.
    static var all: [UnixSignal] {
        ignoresHangUp ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
    }

    private static var ignoresHangUp: Bool {
        // signal(2) returns the previous action. Function pointers are not `Equatable`, so their addresses are
        // compared.
        let action = signal(SIGHUP, SIG_IGN)
        signal(SIGHUP, action)
        return unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
