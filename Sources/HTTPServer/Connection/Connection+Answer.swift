import Foundation
import HTTPTypes
import HTTPWire

// MARK: - Answering

extension Connection {
    /// Sends a whole answer, or the head of a stream.
    ///
    /// Called once for each request, on the loop's thread.
    func answer(_ response: Response) {
        // The client has gone while the handler was thinking.
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

    /// Answers an error that no handler has seen, and closes: what follows it cannot be trusted to be a request
    /// (RFC 9112 §6.3).
    func refuse(_ status: HTTPResponse.Status, _ reason: String) {
        state.handles()
        responseContext.keepsAlive = false
        responseContext.leavesBodyOut = decoder.requestIsHead
        sendNormally(refusal(status, reason, decoder.partialHead))
    }

    /// Makes the answer to what no handler sees, and tells of it.
    ///
    /// - Parameter fields: more fields of the answer.
    func refusal(
        _ status: HTTPResponse.Status, _ reason: String, _ head: PartialHead, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        let refused = RefusedRequest(
            status: status, reason: reason, head: head, connection: id, loop: loop.number, peer: peer,
            receivedAt: loop.instant)
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

    /// Sends the head of an answer whose body comes bit by bit.
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
        // An answer is final: 1xx as a handler's status is a fault of the handler's.
        let status = response.status.code < 200 ? HTTPResponse.Status.internalServerError : response.status
        ResponseEncoder.encodeHead(
            status: status, fields: response.fields, framing: framing, date: loop.date, closes: closing,
            requestMinorVersion: responseContext.minorVersion, into: &loop.outputBuffer)
    }

    /// The last byte of an answer is on its way into the socket.
    func endAnswer(closing: Bool) {
        guard state.phase != .closed else { return }
        responseContext.keepsAlive = !closing
        if output.isEmpty { return answerIsOut() }
        state.answerWaits(at: loop.now, server.limits)
        updateDeadline()
    }

    private func answerIsOut() {
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
    /// Sends the loop's output buffer and leaves it empty.
    func transmitOutputBuffer() {
        transmit(loop.outputBuffer)
        // A buffer that one large answer has grown is not kept for all the small ones.
        loop.outputBuffer.removeAll(keepingCapacity: loop.outputBuffer.capacity <= 262_144)
    }

    /// Sends as much as the socket takes; the rest waits for it to take more.
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

    /// The socket takes more.
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
        answerIsOut()
        handleRequests()
    }
}

// MARK: - Closing

extension Connection {
    /// Ends our side and drops input until the client ends its own: closing at once, with input unread, would reset
    /// the connection and could take the answer away from the client before it has read it (RFC 9112 §9.6).
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

    /// As near as there is to lingering for a server that stops: what has come is read, what is to come is not awaited.
    private func dropInputAndClose() {
        while case .bytes = SocketResult.receive(rawDescriptor, into: loop.inputBuffer), lingerBudget > 0 {
            lingerBudget -= loop.inputBuffer.count
        }
        close()
    }

    /// Closes with a reset (RST): what the socket has not sent is dropped.
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

    /// Refuses a connection that is one too many.
    func refuseConnection() {
        state.handles()
        answer(
            refusal(
                .serviceUnavailable, "The server has as many connections as it may have.", PartialHead(),
                adding: [.retryAfter: "1"]))
    }

    func drain() {
        switch state.phase {
        case .idle, .readingHead, .readingBody:
            // A request, or the rest of one, may lie in the socket: it came before the stop.
            readWhatHasCome()
            switch state.phase {
            case .idle: close()
            case .readingHead, .readingBody:
                // Nothing was done for a request that is not complete. The client may send it again.
                refuse(
                    .serviceUnavailable, "The server stopped before the request was complete: nothing was done for it.")
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
