import Foundation

/// Sole owner of an open descriptor: closes it once, when the value goes away.
struct Descriptor: ~Copyable, Sendable {
    let raw: Int32

    /// Takes what a system call returned, or throws the `errno` it left.
    init(_ raw: Int32, from call: StaticString) throws(SystemError) {
        guard raw >= 0 else { throw SystemError(call: call, code: errno) }
        self.raw = raw
    }

    /// Takes over an open descriptor from where a move-only value cannot go, such as an escaping closure.
    init(owning raw: Int32) {
        self.raw = raw
    }

    /// Gives the descriptor away, still open.
    consuming func release() -> Int32 {
        let raw = raw
        discard self
        return raw
    }

    deinit {
        // Not retried after EINTR: Linux has closed it by then, and the number may be somebody else's.
        _ = close(raw)
    }
}
