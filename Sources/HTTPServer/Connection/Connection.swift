import Base
import HTTPTypes
import HTTPWire
import Logging

/// One client's connection: moves bytes between its socket, its decoder and the handler.
///
/// What may happen when is ``ConnectionState``'s; what bytes mean is ``RequestDecoder``'s. Requests are answered one
/// after the other: while one is with the handler nothing is decoded, and nothing more is read, so a client that sends
/// on without reading answers fills its own socket and nothing of ours.
///
/// `@unchecked Sendable`: belongs to its loop. Every method is called on the loop's thread; tasks that hold a connection
/// prefer that loop as their executor and touch the connection outside of any actor.
final class Connection: @unchecked Sendable {
    let id: ConnectionID
    let peer: String?
    let loop: EventLoop
    let server: ServerContext

    var state: ConnectionState
    /// The request that is being answered.
    var responseContext = ResponseContext()
    /// What the socket has not taken yet.
    var output = OutputQueue()
    /// The task that makes the present answer.
    var task: Task<Void, Never>?
    /// The producers of a stream that wait for the client to take some of it.
    var drainWaiters: [CheckedContinuation<Void, Never>] = []
    /// The client has shut its sending side, and all that it sent before is read.
    var inputHasEnded = false
    /// How many bytes of input may still be dropped before the last close.
    var lingerBudget = 16 * 1_024 * 1_024

    private var descriptor: Descriptor?
    private var registration = Registration(descriptor: -1, generation: 0)
    private(set) var interest: Interest = .read
    private(set) var decoder: RequestDecoder

    /// Takes over an accepted socket.
    ///
    /// Registers it with the loop; without luck it closes it.
    init?(
        _ socket: consuming Descriptor, id: ConnectionID, peer: String?, loop: EventLoop, server: ServerContext
    ) {
        self.id = id
        self.peer = peer
        self.loop = loop
        self.server = server
        state = ConnectionState(at: loop.now, server.limits)
        decoder = RequestDecoder(limits: server.requestLimits)
        let raw = socket.raw
        descriptor = consume socket
        do {
            registration = try loop.register(self, raw, interest)
        } catch {
            server.logger.warning("A connection could not be registered", metadata: ["error": "\(error)"])
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
        // After reading: a request that came before the hang-up is read, and finds out by itself.
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
        // Once closed, the number may be another connection's.
        guard wanted != interest, state.phase != .closed else { return }
        interest = wanted
        loop.setInterest(wanted, of: registration)
    }

    func updateDeadline() {
        guard state.phase != .closed else { return }
        loop.setDeadline(state.deadline, of: registration)
    }

    /// Closes the socket and lets go of everything; whatever still works for this connection is cancelled.
    func close() {
        guard state.phase != .closed else { return }
        state.closes()
        loop.deregister(registration)
        descriptor = nil
        decoder = RequestDecoder(limits: server.requestLimits)
        output.removeAll()
        task?.cancel()
        task = nil
        resumeDrainWaiters()
        server.connectionEnded(on: loop)
    }
}

// MARK: - Reading

extension Connection {
    /// Reads once, and handles what that completes.
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

    /// Reads until nothing more is there, or a request is with the handler.
    func readWhatHasCome() {
        var held = -1
        while state.readsRequests, decoder.bufferedBytes != held {
            held = decoder.bufferedBytes
            readRequests()
        }
    }

    /// Hands requests to the handler for as long as answers are given at once.
    ///
    /// - Parameter received: how many bytes have come since the last call.
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
        // The next bytes are content that nobody reads, no request.
        if fault != nil { responseContext.keepsAlive = false }
        state.handles()
        if let response = ownAnswer(to: head) { return answer(response) }
        follow(
            server.handler(
                Request(
                    head: head, body: body, fault: fault, paths: server.pathRules, connection: id, loop: loop.number,
                    peer: peer,
                    receivedAt: loop.instant)))
    }

    /// Answers what concerns no resource, and so no handler; `nil` for everything else.
    ///
    /// CONNECT does not get here: the decoder refuses it.
    private func ownAnswer(to head: RequestHead) -> Response? {
        // TRACE is known to HTTP, so it goes to the handler, whose router answers 405; nothing is ever reflected.
        guard head.method.isRegistered else {
            return refusal(
                .notImplemented, "HTTP has no such method; method names are case-sensitive.", PartialHead(head.rawBytes)
            )
        }
        if head.method == .options, head.path == "*" {
            // About the server as a whole (RFC 9110 §9.3.7).
            return Response(status: .noContent, fields: [.allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"])
        }
        return nil
    }

    /// Answers, now or as soon as the answer is there.
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

    /// Whether something is still to run for the answer: it is sent bit by bit, or held without being sent.
    private func hasProducer(_ response: Response) -> Bool {
        switch (state.phase, response.body) {
        case (.streaming, _), (.ignoring, .stream): true
        default: false
        }
    }

    /// Does for the present request what cannot be done at once, then goes on with the next one.
    private func runTask(_ work: @escaping @Sendable () async -> Void) {
        loop.taskBegan()
        task = Task(executorPreference: loop) {
            await work()
            self.loop.taskEnded()
            self.handleRequests()
        }
    }

    /// Lets a client that waits for it send its body (RFC 9110 §10.1.1); not one that has begun to.
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
        if inputHasEnded { return refuse(.badRequest, "The connection was shut before the request was complete.") }
        setInterest(output.isEmpty ? .read : [.read, .write])
        updateDeadline()
    }

    /// Something has come, or ended, that is no input for now.
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

    /// The client has shut its sending side while it waits for an answer, which it may still read (RFC 9112 §9.6).
    private func senderHasShut() {
        setInterest(interest.subtracting([.read, .hangUp]))
        switch state.phase {
        case .handling: state.requestLosesSender(at: loop.now, server.limits)
        case .streaming:
            // A body of known length comes to its end by itself.
            if case .contentLength = responseContext.framing { return }
            state.streamLosesSender(at: loop.now, server.limits)
        default: return
        }
        updateDeadline()
    }

    /// Finds out whether a client that has shut its sending side is still there.
    ///
    /// TCP shows a closed connection and a half-closed one alike. To an interim response, which every client must be able
    /// to read (RFC 9110 §15.2), the system of a client that has closed replies with a reset.
    private func probe() {
        state.probes()
        updateDeadline()
        // HTTP/1.0 has no interim responses.
        if responseContext.minorVersion > 0 { transmit(ResponseEncoder.continue) }
    }
}

// MARK: - Promises

extension Connection {
    /// Takes up a reply that was promised and has come; called on any thread.
    private func takeUp(_ reply: Promised<Reply>) {
        guard loop.isCurrent else {
            loop.submit { self.takeUp(reply) }
            return
        }
        follow(reply.take())
        handleRequests()
    }
}
