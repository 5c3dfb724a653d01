import Foundation

/// Ends a poller's wait from another thread.
///
/// A pipe and not an eventfd: it is there on every platform, and a loop is woken at most once for each time it sleeps.
struct WakePipe: ~Copyable, Sendable {
    private let reading: Descriptor
    private let writing: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(call: "pipe", code: errno) }
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
        Platform.setNonBlockingAndCloseOnExec(reading.raw)
        Platform.setNonBlockingAndCloseOnExec(writing.raw)
    }

    /// The end that becomes readable.
    var descriptor: Int32 { reading.raw }

    /// May be called from any thread.
    ///
    /// A full pipe is a wake-up already.
    func wake() {
        var byte: UInt8 = 1
        _ = uninterrupted { write(writing.raw, &byte, 1) }
    }

    /// Takes out every byte, so that the end is not readable any more.
    func drain() {
        var bytes: (UInt64, UInt64) = (0, 0)
        while uninterrupted({ read(reading.raw, &bytes, 16) }).result == 16 {}
    }
}
