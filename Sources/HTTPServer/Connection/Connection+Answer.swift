import Foundation
import HTTPTypes
import HTTPWire

// MARK: - Answering

extension Connection {
    /// Sends a complete response, or the head of a streamed one.
    ///
    /// Called once for each request, on the loop's thread.
    func answer(_ response: Response) {
        // In any other phase, the client has closed the connection while the handler ran.
        guard state.phase == .handling else { return }
        switch response.delivery {
        case .normal: sendNormally(response)
        case .reset: reset()
        case .closeWithoutAnswer: linger()
        case .never: ignore()
        case .raw(let bytes):
            transmit(bytes)
            endAnswer(closing: true)
        case .truncated(let count): sendTruncated(response, after: count)
        case .paced: sendHead(response, closing: closesAfterAnswer)
        }
    }

    /// Responds to a request that the server itself refuses, and closes the connection.
    ///
    /// The server cannot know where the next request begins (RFC 9112 §6.3).
    func refuse(_ status: HTTPResponse.Status, _ reason: String) {
        state.handles()
        responseContext.keepsAlive = false
        responseContext.leavesBodyOut = decoder.requestIsHead
        sendNormally(refusal(status, reason, decoder.partialHead))
    }

    /// Makes the response to a request that the server itself refuses, and calls
    /// ``ServerConfiguration/onRefusal``.
    ///
    /// - Parameter fields: additional header fields of the response.
    func refusal(
        _ status: HTTPResponse.Status, _ reason: String, _ head: PartialHead, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        let refused = RefusedRequest(
            status: status, reason: reason, head: head, connection: id, loop: loop.number, peer: peer,
            receivedAt: loop.now)
        let response = server.errorResponse(to: refused, adding: fields)
        server.onRefusal(refused, response)
        return response
    }

    private func sendNormally(_ response: Response) {
        let closing = closesAfterAnswer
        guard case .bytes(let body) = response.body else { return sendHead(response, closing: closing) }
        encodeHead(response, .contentLength(body.count), closing: closing)
        if responseContext.sendsBody(response.status) { loop.outputBuffer += body }
        transmitOutputBuffer()
        endAnswer(closing: closing)
    }

    private func sendTruncated(_ response: Response, after count: Int) {
        guard case .bytes(let body) = response.body else { return sendNormally(response) }
        encodeHead(response, .contentLength(body.count), closing: true)
        if responseContext.sendsBody(response.status) {
            loop.outputBuffer += body.prefix(max(0, min(count, body.count - 1)))
        }
        transmitOutputBuffer()
        endAnswer(closing: true)
    }

    /// Sends the head of a response whose body follows in parts.
    private func sendHead(_ response: Response, closing: Bool) {
        switch response.body {
        case .bytes(let body): responseContext.framing = .contentLength(body.count)
        case .stream: responseContext.framing = .stream(requestMinorVersion: responseContext.minorVersion)
        }
        responseContext.keepsAlive = !closing && responseContext.framing != .untilClose
        encodeHead(response, responseContext.framing, closing: closing)
        let hasBody = responseContext.sendsBody(response.status)
        if hasBody { state.streams() }
        transmitOutputBuffer()
        if hasBody { updateDeadline() } else { endAnswer(closing: !responseContext.keepsAlive) }
    }

    private var closesAfterAnswer: Bool {
        !responseContext.keepsAlive || server.isStopping
    }

    private func encodeHead(_ response: Response, _ framing: ResponseEncoder.Framing, closing: Bool) {
        // A response is final, so a 1xx status is an error of the handler.
        let status = response.status.code < 200 ? HTTPResponse.Status.internalServerError : response.status
        ResponseEncoder.encodeHead(
            status: status, fields: response.fields, framing: framing, date: loop.date, closes: closing,
            requestMinorVersion: responseContext.minorVersion, into: &loop.outputBuffer)
    }

    /// Ends a response whose last byte is in the socket or in the output queue.
    func endAnswer(closing: Bool) {
        guard state.phase != .closed else { return }
        responseContext.keepsAlive = !closing
        if output.isEmpty { return answerWasSent() }
        state.answerWaits(at: loop.now, server.limits)
        updateDeadline()
    }

    private func answerWasSent() {
        task = nil
        let keepsAlive = responseContext.keepsAlive
        responseContext = ResponseContext()
        if keepsAlive {
            state.awaitsRequest(at: loop.now, server.limits)
            updateDeadline()
        } else {
            linger()
        }
    }
}

// MARK: - Writing

extension Connection {
    /// Sends the bytes of the loop's output buffer and empties it.
    func transmitOutputBuffer() {
        transmit(loop.outputBuffer)
        // One large response must not keep a large buffer allocated.
        loop.outputBuffer.removeAll(keepingCapacity: loop.outputBuffer.capacity <= 262_144)
    }

    /// Sends as many bytes as the socket takes, and queues the others until the socket takes more.
    func transmit(_ bytes: [UInt8]) {
        guard state.phase != .closed else { return }
        var sent = 0
        while output.isEmpty, sent < bytes.count {
            switch bytes.withUnsafeBytes({ SocketResult.send(rawDescriptor, .init(rebasing: $0[sent...])) }) {
            case .bytes(let count): sent += count
            case .wouldBlock, .ended:
                output.append(bytes[sent...])
                setInterest(interest.union(.write))
                return
            case .failed: return close()
            }
        }
        if sent < bytes.count { output.append(bytes[sent...]) }
    }

    /// Sends queued bytes. Called when the socket is writable.
    func flushOutput() {
        guard !output.isEmpty else { return }
        switch output.flush(to: rawDescriptor) {
        case .bytes:
            state.wrote(hasMore: !output.isEmpty, at: loop.now, server.limits)
            updateDeadline()
        case .wouldBlock, .ended: return
        case .failed: return close()
        }
        if output.count <= Connection.streamMark { resumeDrainWaiters() }
        guard output.isEmpty else { return }
        setInterest(interest.subtracting(.write))
        guard state.phase == .writing else { return }
        answerWasSent()
        handleRequests()
    }
}

// MARK: - Closing

extension Connection {
    /// Shuts the server's sending side, and drops input until the client shuts its own.
    ///
    /// To close a connection with unread input resets it, and the client could lose the response (RFC 9112 §9.6).
    func linger() {
        guard state.phase != .closed else { return }
        task = nil
        shutdown(rawDescriptor, Int32(SHUT_WR))
        if inputHasEnded { return close() }
        if server.isStopping { return dropInputAndClose() }
        state.lingers(at: loop.now, server.limits)
        setInterest(.read)
        updateDeadline()
    }

    /// Drops the input that has arrived, then closes. A server that stops does not wait for further input.
    private func dropInputAndClose() {
        while case .bytes = SocketResult.receive(rawDescriptor, into: loop.inputBuffer), lingerBudget > 0 {
            lingerBudget -= loop.inputBuffer.count
        }
        close()
    }

    /// Closes the connection with a reset (TCP RST), which drops the bytes that are not sent yet.
    func reset() {
        guard state.phase != .closed else { return }
        var abortively = Foundation.linger(l_onoff: 1, l_linger: 0)
        setsockopt(rawDescriptor, SOL_SOCKET, SO_LINGER, &abortively, socklen_t(MemoryLayout<Foundation.linger>.size))
        close()
    }

    private func ignore() {
        state.ignores()
        if server.isStopping { return close() }
        setInterest(.read)
        updateDeadline()
    }

    /// Refuses a connection above the maximum of connections.
    func refuseConnection() {
        state.handles()
        answer(
            refusal(
                .serviceUnavailable, "The server has reached its maximum of connections: try again later.",
                PartialHead(),
                adding: [.retryAfter: "1"]))
    }

    func drain() {
        switch state.phase {
        case .idle, .readingHead, .readingBody:
            // The socket may hold a request, or the rest of one, that arrived before the stop.
            readArrivedInput()
            switch state.phase {
            case .idle: close()
            case .readingHead, .readingBody:
                // No handler has seen an incomplete request, so the client may send it again.
                refuse(
                    .serviceUnavailable,
                    "The server stopped before the request was complete and did nothing for it: send it again.")
            default: break
            }
        case .streaming: task?.cancel()
        case .ignoring: close()
        case .handling, .writing, .lingering, .closed: break
        }
    }

    func abandon() {
        close()
    }
}
