import Base
import Foundation
import HTTPWire

/// One request of the mock's own to another server, and its answer, on a connection of its own.
///
/// The addresses are tried one after the other until one accepts. The answer may come before the whole request is sent, and
/// a server may close its side then: what has come is read in any case.
///
/// `@unchecked Sendable`: an exchange belongs to its loop, and every method is called on the loop's thread.
final class ClientExchange: @unchecked Sendable {
    typealias Completion = @Sendable (Result<DecodedResponse, ClientFailure>) -> Void

    private enum Phase { case connecting, exchanging, done }

    private let loop: EventLoop
    private var untried: ArraySlice<SocketAddress>
    private let timeout: Duration
    private let end: Moment
    private let completion: Completion
    private var phase = Phase.connecting
    private var output = OutputQueue()
    private var decoder = ResponseDecoder()
    private var descriptor: Descriptor?
    private var registration = Registration(descriptor: -1, generation: 0)
    private var address: SocketAddress?
    /// The addresses where nothing listens.
    private var refusals: [String] = []
    /// Why the last address could not be reached, when it was not refused.
    private var failure: ClientFailure?

    /// - Parameters:
    ///   - addresses: in the order in which to try them.
    ///   - end: when the exchange fails, `timeout` after its beginning.
    ///   - completion: called once, on the loop's thread.
    init(
        _ request: [UInt8], to addresses: [SocketAddress], by end: Moment, timeout: Duration, on loop: EventLoop,
        _ completion: @escaping Completion
    ) {
        self.loop = loop
        self.untried = addresses[...]
        self.timeout = timeout
        self.end = end
        self.completion = completion
        output.append(request[...])
    }

    /// Connects to the next address, or fails when there is none left.
    func connect() {
        while let next = untried.popFirst() {
            address = next
            do throws(SystemError) {
                let socket = try Platform.clientSocket(next.family)
                let (result, code) = uninterrupted { next.withPointer { Foundation.connect(socket.raw, $0, $1) } }
                guard result == 0 || code == EINPROGRESS else { throw SystemError(call: "connect", code: code) }
                let raw = socket.raw
                descriptor = consume socket
                registration = try loop.register(self, raw, .write)
            } catch {
                closeSocket()
                note(error)
                continue
            }
            // A part of the time for each address, so that one that does not answer leaves some for the next.
            let share = max(0, end.nanoseconds - loop.now.nanoseconds) / Int64(untried.count + 1)
            loop.setDeadline(min(end, loop.now + share), of: registration)
            return
        }
        // Where nothing listens is told first: of `localhost`, the other address often does not exist on the machine.
        let refusal = refusals.isEmpty ? nil : ClientFailure.refused(addresses: refusals)
        finish(.failure(refusal ?? failure ?? .timedOut(.connection, after: timeout)))
    }

    func cancel() { finish(.failure(.cancelled)) }

    private func note(_ error: SystemError) {
        let text = address?.text ?? "the server"
        if error.code == ECONNREFUSED { refusals.append(text) } else { failure = .cannotConnect(address: text, error) }
    }

    private func closeSocket() {
        if registration.descriptor >= 0 { loop.deregister(registration) }
        registration = Registration(descriptor: -1, generation: 0)
        descriptor = nil
    }

    private func finish(_ result: Result<DecodedResponse, ClientFailure>) {
        guard phase != .done else { return }
        phase = .done
        closeSocket()
        output.removeAll()
        completion(result)
    }
}

// MARK: - Events

extension ClientExchange: PollSource {
    func isReady(_ readiness: Readiness) {
        if phase == .connecting { connectionDecided() }
        guard phase == .exchanging else { return }
        if readiness.contains(.writable) { send() }
        guard phase == .exchanging, readiness != .writable else { return }
        receive()
    }

    func deadlinePassed() {
        if phase == .connecting, end > loop.now {
            failure = .timedOut(.connection, after: timeout)
            closeSocket()
            return connect()
        }
        let stage: ClientFailure.Stage =
            if phase == .connecting {
                .connection
            } else if decoder.isEmpty {
                output.isEmpty ? .answer : .request
            } else {
                .restOfAnswer
            }
        finish(.failure(.timedOut(stage, after: timeout)))
    }

    func drain() { finish(.failure(.stopped)) }

    func abandon() { finish(.failure(.stopped)) }

    /// The connection stands, or this address could not be reached: connect(2), `EINPROGRESS`.
    private func connectionDecided() {
        var code = Platform.socketError(registration.descriptor)
        // Where nothing listens, the system may give the socket the very port that it connects to.
        if code == 0, SocketAddress.isConnectedToItself(registration.descriptor) { code = ECONNREFUSED }
        guard code == 0 else {
            closeSocket()
            note(SystemError(call: "connect", code: code))
            return connect()
        }
        phase = .exchanging
        loop.setDeadline(end, of: registration)
    }

    private func send() {
        switch output.flush(to: registration.descriptor) {
        case .bytes where !output.isEmpty, .wouldBlock: break
        case .bytes: loop.setInterest(.read, of: registration)
        case .ended, .failed:
            // The server reads no more. It may have answered before, so what it has sent is read.
            output.removeAll()
            loop.setInterest(.read, of: registration)
        }
    }

    private func receive() {
        switch SocketResult.receive(registration.descriptor, into: loop.inputBuffer) {
        case .bytes(let count):
            let bytes = UnsafeRawBufferPointer(rebasing: loop.inputBuffer[..<count])
            decode { (decoder) throws(ResponseError) in try decoder.append(bytes) }
        case .ended: decode { (decoder) throws(ResponseError) in try decoder.end() }
        case .failed(let error): finish(.failure(.lost(error)))
        case .wouldBlock: break
        }
    }

    private func decode(_ step: (inout ResponseDecoder) throws(ResponseError) -> DecodedResponse?) {
        do throws(ResponseError) {
            if let response = try step(&decoder) { finish(.success(response)) }
        } catch {
            finish(.failure(.malformed(error)))
        }
    }
}
