import Foundation
import UnixSignals

/// The signals that stop the program, with exit status 0.
enum StopSignals {
    /// SIGTERM and SIGINT; SIGHUP, which a closed terminal sends, unless the program was started to ignore it: nohup(1).
    static var all: [UnixSignal] {
        ignoresHangUp ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
    }

    private static var ignoresHangUp: Bool {
        let action = signal(SIGHUP, SIG_IGN)
        signal(SIGHUP, action)
        return unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
