import Foundation

/// Writes to a descriptor that belongs to the process's environment, such as standard error.
///
/// The descriptor may block or not: whoever started the program shares it and may have set it either way.
struct StreamWriter: Sendable {
    /// What became of a write.
    struct Outcome: Sendable, Equatable {
        /// Bytes that the stream took.
        let written: Int
        /// The `errno` that ended the write before all bytes were taken.
        let error: Int32?
    }

    let descriptor: Int32

    /// Waits until the stream has taken all bytes or refuses them.
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

    /// Returns after a second at the latest: another process that shares the stream may have changed how it is set.
    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, 1_000)
    }
}
