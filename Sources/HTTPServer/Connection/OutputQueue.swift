/// Bytes that a socket has not taken yet.
///
/// Holds no storage while there are none.
struct OutputQueue {
    private var bytes: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count - sent }

    mutating func append(_ more: ArraySlice<UInt8>) {
        // What is sent is cut off only when that is the larger part: each byte is moved at most once on average.
        if sent > bytes.count / 2 {
            bytes.removeFirst(sent)
            sent = 0
        }
        bytes += more
    }

    /// Sends what the socket takes.
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
