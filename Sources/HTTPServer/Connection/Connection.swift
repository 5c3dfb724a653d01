import Base
import HTTPTypes
import HTTPWire
import Logging

/// The connection of one client. Moves bytes between the socket, the decoder and the handler.
///
/// ``ConnectionState`` holds the phases and the deadlines. ``RequestDecoder`` reads the requests. The connection handles
/// one request at a time. While a handler has a request, the connection reads and decodes nothing. So a client that
/// sends requests without reading responses fills the socket buffers, and no memory of the server.
///
/// `@unchecked Sendable`: a connection belongs to its loop, and every method is called on the loop's thread. Tasks that
/// hold a connection prefer the loop as their executor and use the connection outside of any actor.
final class Connection: @unchecked Sendable {
    let id: ConnectionID
    let peer: String?
    let loop: EventLoop
    let server: ServerContext

    var state: ConnectionState
    /// What the response to the current request depends on.
    var responseContext = ResponseContext()
    /// The bytes that the socket has not taken yet.
    var output = OutputQueue()
    /// The task that makes the current response.
    var task: Task<Void, Never>?
    /// The writers of a stream that wait until the client receives queued bytes.
    var drainWaiters: [CheckedContinuation<Void, Never>] = []
    /// Whether the client has shut its sending side and the connection has read all bytes before that.
    var inputHasEnded = false
    /// How many bytes of input the connection still drops while it lingers. It then closes.
    var lingerBudget = 16 * 1_024 * 1_024

    private var descriptor: Descriptor?
    private var registration = Registration(descriptor: -1, generation: 0)
    private(set) var interest: Interest = .read
    private(set) var decoder: RequestDecoder

    /// Takes ownership of an accepted socket and registers it with the loop.
    ///
    /// Closes the socket and returns `nil` when the registration fails.
    init?(
        _ socket: consuming Descriptor, id: ConnectionID, peer: String?, loop: EventLoop, server: ServerContext
    ) {
        self.id = id
        self.peer = peer
        self.loop = loop
        self.server = server
        state = ConnectionState(at: loop.now, server.limits)
        decoder = RequestDecoder(limits: server.requestLimits, largerBody: server.largerBody)
        let raw = socket.raw
        descriptor = consume socket
        do {
            registration = try loop.register(self, raw, interest)
        } catch {
            server.logger.warning(
                "A connection was closed: its event loop could not register it", metadata: ["error": "\(error)"])
            return nil
        }
        updateDeadline()
    }

    var rawDescriptor: Int32 { registration.descriptor }
}

// MARK: - Events

extension Connection: PollSource {
    func isReady(_ readiness: Readiness) {
        if readiness.contains(.writable) { flushOutput() }
        guard state.phase != .closed else { return }
        if readiness.contains(.readable) {
            if state.readsRequests { readRequests() } else { readPastRequest() }
        } else if readiness.contains(.hangUp) {
            senderHasShut()
        }
        // Input that came before the hang-up is read first. Reading then also finds the end of the connection.
        if readiness.contains(.gone), !state.readsRequests || !readiness.contains(.readable) { close() }
    }

    func deadlinePassed() {
        switch state.expiry {
        case .close: close()
        case .refuse: refuse(.requestTimeout, "The request took too long to arrive.")
        case .probe: probe()
        case .endStream: endHalfClosedStream()
        case .reset: reset()
        }
    }

    func setInterest(_ wanted: Interest) {
        // After the close, another connection may have the same descriptor number.
        guard wanted != interest, state.phase != .closed else { return }
        interest = wanted
        loop.setInterest(wanted, of: registration)
    }

    func updateDeadline() {
        guard state.phase != .closed else { return }
        loop.setDeadline(state.deadline, of: registration)
    }

    /// Closes the socket, frees the buffers and cancels the task of the current request.
    func close() {
        guard state.phase != .closed else { return }
        state.closes()
        loop.deregister(registration)
        descriptor = nil
        decoder = RequestDecoder(limits: server.requestLimits, largerBody: server.largerBody)
        output.removeAll()
        task?.cancel()
        task = nil
        resumeDrainWaiters()
        server.connectionEnded(on: loop)
    }
}

// MARK: - Reading

extension Connection {
    /// Reads once, and handles the requests that are complete then.
    private func readRequests() {
        switch SocketResult.receive(rawDescriptor, into: loop.inputBuffer) {
        case .bytes(let count):
            decoder.append(UnsafeRawBufferPointer(rebasing: loop.inputBuffer[..<count]))
            handleRequests(received: count)
        case .wouldBlock: break
        case .ended:
            inputHasEnded = true
            handleRequests()
        case .failed: close()
        }
    }

    /// Reads until the socket is empty or a handler has a request.
    func readArrivedInput() {
        var bytesBefore = -1
        while state.readsRequests, decoder.bufferedBytes != bytesBefore {
            bytesBefore = decoder.bufferedBytes
            readRequests()
        }
    }

    /// Gives complete requests to the handler, one after the other, until one has to wait for its response.
    ///
    /// - Parameter received: the number of bytes that have arrived since the last call.
    func handleRequests(received: Int = 0) {
        while state.readsRequests {
            do throws(RequestError) {
                switch try decoder.next() {
                case .request(let request): handle(request.head, request.body)
                case .head(let head): askForBody(head)
                case .needsMore(let awaiting): return awaitMore(awaiting, received: received)
                }
            } catch {
                if case .bodyTooLarge = error, server.handsOverTooLargeRequests, let head = decoder.refusedHead {
                    handle(head, [], fault: Request.Fault(status: error.status, message: error.message))
                } else {
                    refuse(error.status, error.message)
                }
            }
        }
    }

    private func handle(_ head: RequestHead, _ body: ArraySlice<UInt8>, fault: Request.Fault? = nil) {
        responseContext = ResponseContext(head)
        // The next bytes are the unread content of this request, so no further request can be read.
        if fault != nil { responseContext.keepsAlive = false }
        state.handles()
        if let response = ownAnswer(to: head) { return answer(response) }
        follow(
            server.handler(
                Request(
                    head: head, body: body, fault: fault, paths: server.pathRules, connection: id, loop: loop.number,
                    peer: peer,
                    receivedAt: loop.now)))
    }

    /// The response to a request that concerns no resource and so gets no handler; `nil` for every other request.
    ///
    /// The decoder refuses CONNECT before.
    private func ownAnswer(to head: RequestHead) -> Response? {
        // TRACE is a registered method, so it goes to the handler. The router responds 405 and never reflects it.
        guard head.method.isRegistered else {
            return refusal(
                .notImplemented, "HTTP has no such method: names are case-sensitive, such as POST.",
                PartialHead(head.rawBytes))
        }
        if head.method == .options, head.path == "*" {
            // This asks about the server as a whole (RFC 9110 §9.3.7).
            return Response(status: .noContent, fields: [.allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"])
        }
        return nil
    }

    /// Sends the response of a reply, now or as soon as the response exists.
    private func follow(_ reply: consuming Reply) {
        switch consume reply {
        case .ready(let response):
            answer(response)
            if hasProducer(response) { runTask { await self.stream(response) } }
        case .promised(let reply) where reply.isKept: follow(reply.take())
        case .promised(let reply):
            updateDeadline()
            reply.whenKept { self.takeUp(reply) }
        case .pending(let work):
            updateDeadline()
            runTask {
                let response = await work()
                self.answer(response)
                if self.hasProducer(response) { await self.stream(response) }
            }
        }
    }

    /// Whether a producer must run for the response: the response is streamed, or it is held and not sent.
    private func hasProducer(_ response: Response) -> Bool {
        switch (state.phase, response.body) {
        case (.streaming, _), (.ignoring, .stream): true
        default: false
        }
    }

    /// Runs asynchronous work for the current request, then handles the next request.
    private func runTask(_ work: @escaping @Sendable () async -> Void) {
        loop.taskBegan()
        task = Task(executorPreference: loop) {
            await work()
            self.loop.taskEnded()
            self.handleRequests()
        }
    }

    /// Sends `100 Continue` to a client that waits for it (RFC 9110 §10.1.1), unless the body has started to arrive.
    private func askForBody(_ head: RequestHead) {
        responseContext = ResponseContext(head)
        if head.expectsContinue, head.version > 0, decoder.bufferedBytes == 0 {
            transmit(ResponseEncoder.continue)
        }
    }

    private func awaitMore(_ awaiting: RequestDecoder.Awaiting, received: Int) {
        switch awaiting {
        case .start:
            if inputHasEnded || server.isStopping { return close() }
            state.awaitsRequest(at: loop.now, server.limits)
        case .head: state.awaitsRestOfHead(at: loop.now, server.limits)
        case .body: state.awaitsRestOfBody(received: received, at: loop.now, server.limits)
        }
        if inputHasEnded {
            return refuse(.badRequest, "The client shut its sending side before the request was complete.")
        }
        setInterest(output.isEmpty ? .read : [.read, .write])
        updateDeadline()
    }

    /// Handles input, or its end, in a phase that reads no request.
    private func readPastRequest() {
        switch state.phase {
        case .lingering, .ignoring: dropInput()
        default:
            switch SocketResult.peek(rawDescriptor) {
            case .bytes: setInterest(interest.subtracting(.read).union(.hangUp))
            case .ended: senderHasShut()
            case .wouldBlock: break
            case .failed: close()
            }
        }
    }

    private func dropInput() {
        switch SocketResult.receive(rawDescriptor, into: loop.inputBuffer) {
        case .bytes(let count):
            lingerBudget -= state.phase == .lingering ? count : 0
            if lingerBudget < 0 { close() }
        case .wouldBlock: break
        case .ended, .failed: close()
        }
    }

    /// The client has shut its sending side while it waits for a response. It may still read one (RFC 9112 §9.6).
    private func senderHasShut() {
        setInterest(interest.subtracting([.read, .hangUp]))
        switch state.phase {
        case .handling: state.requestLosesSender(at: loop.now, server.limits)
        case .streaming:
            // A body with a Content-Length ends without a deadline.
            if case .contentLength = responseContext.framing { return }
            state.streamLosesSender(at: loop.now, server.limits)
        default: return
        }
        updateDeadline()
    }

    /// Checks whether a client that has shut its sending side has closed the connection.
    ///
    /// TCP shows a closed connection and a half-closed one in the same way. The check sends an interim response, which
    /// every client must be able to parse (RFC 9110 §15.2). If the client has closed the connection, its system replies
    /// with a reset.
    private func probe() {
        state.probes()
        updateDeadline()
        // HTTP/1.0 has no interim responses.
        if responseContext.minorVersion > 0 { transmit(ResponseEncoder.continue) }
    }
}

// MARK: - Promises

extension Connection {
    /// Continues with a promised reply that exists now. May be called from any thread.
    private func takeUp(_ reply: Promised<Reply>) {
        guard loop.isCurrent else {
            loop.submit { self.takeUp(reply) }
            return
        }
        follow(reply.take())
        handleRequests()
    }
}
