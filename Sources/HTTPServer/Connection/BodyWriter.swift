import Base

/// Writes the body of a streamed response.
///
/// Several tasks may use one writer at the same time, on any executor. The bytes of one write stay together.
package struct BodyWriter: Sendable {
    private let connection: Connection
    private let loop: EventLoop

    init(connection: Connection, loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Writes bytes. Suspends while too many earlier bytes wait for the client.
    ///
    /// - Throws: `CancellationError` when the client has closed the connection or the server stops. Every later write
    ///   throws as well.
    package func write(_ bytes: [UInt8]) async throws {
        // The caller may be on any thread, but only the loop's thread may use the connection.
        try await withTaskExecutorPreference(loop) {
            try await connection.write(bytes)
        }
    }

    /// Writes the UTF-8 bytes of a text; see ``write(_:)-([UInt8])``.
    package func write(_ text: String) async throws {
        try await write(Array(text.utf8))
    }
}

extension BodyWriter {
    /// Writes a body at a steady pace, 20 times a second, at least one byte each time.
    func drip(_ body: [UInt8], _ bytesPerSecond: Int) async throws {
        let rate = max(1, bytesPerSecond)
        let step = max(1, rate / 20)
        let pause = Duration.seconds(Double(step) / Double(rate))
        for start in stride(from: 0, to: body.count, by: step) {
            try await write(Array(body[start..<min(start + step, body.count)]))
            try await Task.pause(for: pause)
        }
    }
}
