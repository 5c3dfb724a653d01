import Foundation

/// Lets another thread end the wait of a poller.
///
/// It is a pipe and not an eventfd, because every platform has pipes. The cost is small: a loop is woken at most once
/// for each time it sleeps.
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

    /// The descriptor that becomes readable.
    var descriptor: Int32 { reading.raw }

    /// Makes ``descriptor`` readable. May be called from any thread.
    ///
    /// The write fails only when the pipe is full, and a full pipe is readable already.
    func wake() {
        var byte: UInt8 = 1
        _ = uninterrupted { write(writing.raw, &byte, 1) }
    }

    /// Reads all bytes, so that ``descriptor`` is not readable any more.
    func drain() {
        var bytes: (UInt64, UInt64) = (0, 0)
        while uninterrupted({ read(reading.raw, &bytes, 16) }).result == 16 {}
    }
}
