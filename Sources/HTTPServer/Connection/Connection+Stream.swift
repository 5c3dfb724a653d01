import Base
import HTTPWire

// MARK: - Streaming

extension Connection {
    /// A producer waits while the output queue holds more than this many bytes.
    static let streamMark = 65_536

    /// Runs a producer to its end, then ends the response.
    func stream(_ response: Response) async {
        let writer = BodyWriter(connection: self, loop: loop)
        do {
            switch (response.body, response.delivery) {
            case (.stream(let produce), .never):
                try await produce(writer)
                if state.phase == .ignoring { linger() }
            case (.stream(let produce), _): try await produce(writer)
            case (.bytes(let body), .paced(let bytesPerSecond)): try await writer.drip(body, bytesPerSecond)
            case (.bytes(let body), _): try await writer.write(body)
            }
            endStream()
        } catch {
            cutStream()
        }
    }

    /// Sends a part of a stream, then waits until the output queue holds at most ``streamMark`` bytes.
    func write(_ bytes: [UInt8]) async throws {
        try checkStream()
        if case .chunked = responseContext.framing {
            ResponseEncoder.encodeChunk(bytes, into: &loop.outputBuffer)
            transmitOutputBuffer()
        } else {
            transmit(bytes)
        }
        noteStreamProgress()
        while output.count > Connection.streamMark {
            await withTaskCancellationHandler {
                await withCheckedContinuation { drainWaiters.append($0) }
            } onCancel: {
                loop.submit { self.resumeDrainWaiters() }
            }
            try checkStream()
        }
    }

    func resumeDrainWaiters() {
        let waiters = drainWaiters
        drainWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    private func checkStream() throws {
        guard state.phase == .streaming else { throw CancellationError() }
        try Task.checkCancellation()
    }

    private func noteStreamProgress() {
        guard state.phase == .streaming else { return }
        if output.isEmpty {
            state.wrote(hasMore: false, at: loop.now, server.limits)
        } else if state.deadline == .never {
            state.streamWaits(at: loop.now, server.limits)
        }
        updateDeadline()
    }

    private func endStream() {
        guard state.phase == .streaming else { return }
        if case .chunked = responseContext.framing {
            ResponseEncoder.encodeLastChunk(into: &loop.outputBuffer)
            transmitOutputBuffer()
        }
        endAnswer(closing: !responseContext.keepsAlive)
    }

    /// Ends a stream that has written nothing for a while and whose client has shut its sending side.
    func endHalfClosedStream() {
        let producer = task
        responseContext.keepsAlive = false
        endStream()
        producer?.cancel()
    }

    /// Ends an incomplete response in a way that shows the client that it is incomplete.
    private func cutStream() {
        guard state.phase == .streaming else { return }
        // With chunks or a Content-Length, the missing end shows it. A body that ends with the connection needs a reset.
        if case .untilClose = responseContext.framing { return reset() }
        endAnswer(closing: true)
    }
}
