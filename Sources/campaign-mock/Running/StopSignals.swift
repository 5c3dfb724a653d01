import Foundation
import UnixSignals

/// The signals that stop the program gracefully, with exit status 0.
enum StopSignals {
    /// SIGTERM, SIGINT and SIGHUP. A closed terminal sends SIGHUP.
    ///
    /// The program ignores SIGHUP when its parent process already ignores SIGHUP, as nohup(1) does.
    static var all: [UnixSignal] {
        InheritedSignals.isIgnored(SIGHUP) ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
    }
}
