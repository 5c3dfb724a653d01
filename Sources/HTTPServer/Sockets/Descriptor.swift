import Foundation

/// The only owner of an open descriptor. Closes the descriptor once, when the value is destroyed.
struct Descriptor: ~Copyable, Sendable {
    let raw: Int32

    /// Takes the result of a system call.
    ///
    /// - Throws: `SystemError` with the current `errno` when the result is negative.
    init(_ raw: Int32, from call: StaticString) throws(SystemError) {
        guard raw >= 0 else { throw SystemError(call: call, code: errno) }
        self.raw = raw
    }

    /// Takes ownership of an open descriptor, for example one that an escaping closure holds as a number.
    init(owning raw: Int32) {
        self.raw = raw
    }

    /// Gives up ownership. The caller must close the descriptor.
    consuming func release() -> Int32 {
        let raw = raw
        discard self
        return raw
    }

    deinit {
        // Not retried after EINTR: Linux has closed the descriptor, and its number may be in use again (close(2)).
        _ = close(raw)
    }
}
