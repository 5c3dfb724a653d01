import Foundation

/// Writes to a descriptor that the program has inherited, such as standard error.
///
/// The descriptor may be blocking or non-blocking: other processes share it and can set its mode.
struct StreamWriter: Sendable {
    /// The result of a write.
    struct Outcome: Sendable, Equatable {
        /// The number of bytes that the stream accepted.
        let written: Int
        /// The `errno` of the failed write; `nil` when the stream accepted all bytes.
        let error: Int32?
    }

    let descriptor: Int32

    /// Writes all bytes. Blocks until the stream has accepted them or a write fails.
    func write(_ bytes: ArraySlice<UInt8>) -> Outcome {
        var written = 0
        while written < bytes.count {
            let (count, error) = bytes.dropFirst(written).withUnsafeBytes { rest in
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                return (count, errno)
            }
            switch (count, error) {
            case (1..., _): written += count
            case (_, EINTR): continue
            case (_, EAGAIN), (_, EWOULDBLOCK): waitUntilWritable()
            default: return Outcome(written: written, error: error)
            }
        }
        return Outcome(written: written, error: nil)
    }

    /// Waits for at most one second, because another process may make the shared stream blocking meanwhile.
    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, 1_000)
    }
}
