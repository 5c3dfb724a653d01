/// Writes a streamed answer.
///
/// Any number of tasks may use one, on any executor; each write is whole.
package struct BodyWriter: Sendable {
    private let connection: Connection
    private let loop: EventLoop

    init(connection: Connection, loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Writes some bytes; suspends while the client has not taken enough of what was written before.
    ///
    /// - Throws: `CancellationError` when the client is gone or the server stops. Nothing can be written after that.
    package func write(_ bytes: [UInt8]) async throws {
        // The connection belongs to its loop's thread, wherever this was called.
        try await withTaskExecutorPreference(loop) {
            try await connection.write(bytes)
        }
    }

    package func write(_ text: String) async throws {
        try await write(Array(text.utf8))
    }
}

extension BodyWriter {
    /// Writes a body at a steady pace, a twentieth of a second's bytes at a time and at least one.
    func drip(_ body: [UInt8], _ bytesPerSecond: Int) async throws {
        let rate = max(1, bytesPerSecond)
        let step = max(1, rate / 20)
        let pause = Duration.seconds(Double(step) / Double(rate))
        for start in stride(from: 0, to: body.count, by: step) {
            try await write(Array(body[start..<min(start + step, body.count)]))
            try await Task.sleep(for: pause)
        }
    }
}
