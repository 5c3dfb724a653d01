/// The bytes that a socket has not taken yet.
///
/// An empty queue holds no storage.
struct OutputQueue {
    private var bytes: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count - sent }

    mutating func append(_ more: ArraySlice<UInt8>) {
        // Sent bytes are removed only when they are more than half. So each byte moves at most once on average.
        if sent > bytes.count / 2 {
            bytes.removeFirst(sent)
            sent = 0
        }
        bytes += more
    }

    /// Sends as many bytes as the socket takes.
    mutating func flush(to descriptor: Int32) -> SocketResult {
        let outcome = bytes.withUnsafeBytes { SocketResult.send(descriptor, .init(rebasing: $0[sent...])) }
        if case .bytes(let count) = outcome {
            sent += count
            if sent == bytes.count { removeAll() }
        }
        return outcome
    }

    mutating func removeAll() {
        bytes = []
        sent = 0
    }
}
