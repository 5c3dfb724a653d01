import Base
import Dispatch
package import HTTPWire

// A small HTTP/1.1 client on the server's first event loop: one request, one connection, one answer of bounded size.
//
// Not Foundation's URLSession: it needs libcurl, which the static build cannot link, it follows redirects and resolves names
// by rules of its own, and it takes threads and megabytes that the event loop does not need.
extension Server {
    /// Sends the bytes of a request and reads its answer. No redirect is followed, and nothing is sent a second time.
    ///
    /// May be called from any thread, also before ``run()``: the request is then sent when the server runs.
    ///
    /// - Parameters:
    ///   - place: a name other than `localhost` is looked up on a thread of its own.
    ///   - timeout: the time from here to the last byte read.
    ///   - cancellation: ends the request early.
    ///   - request: makes the whole request, on the event loop. It must ask for `Connection: close`.
    ///   - completion: called once and on the event loop, except when the host is not found or the server has stopped.
    package func send(
        to place: ClientPlace, within timeout: Duration, cancelledBy cancellation: ClientCancellation = .init(),
        _ request: @escaping @Sendable () -> [UInt8],
        _ completion: @escaping @Sendable (Result<DecodedResponse, ClientFailure>) -> Void
    ) {
        let sending = Sending(
            loop: clientLoop, timeout: timeout, cancellation: cancellation, request: request, completion: completion)
        if place.needsLookup {
            sending.lookUp(place, by: lookups)
        } else {
            sending.start { () throws(ClientFailure) in try place.addresses() }
        }
    }
}

/// A request that is about to be sent.
private struct Sending: Sendable {
    let loop: EventLoop
    let timeout: Duration
    let cancellation: ClientCancellation
    let request: @Sendable () -> [UInt8]
    let completion: ClientExchange.Completion
    let begun = Moment.now

    private static let timeouts = DispatchQueue(label: "campaign-mock.http-client.lookup-timeouts")

    /// Begins the exchange in the next turn of the loop, so that exchanges that fail at once do not nest.
    func start(_ addresses: @escaping @Sendable () throws(ClientFailure) -> [SocketAddress]) {
        let isTaken = loop.submit {
            guard !loop.isStopping else { return completion(.failure(.stopped)) }
            guard !cancellation.isCancelled else { return completion(.failure(.cancelled)) }
            do throws(ClientFailure) {
                let exchange = ClientExchange(
                    request(), to: try addresses(), by: begun + timeout.nanoseconds, timeout: timeout, on: loop,
                    completion)
                cancellation.whenCancelled { loop.submit { exchange.cancel() } }
                exchange.connect()
            } catch {
                completion(.failure(error))
            }
        }
        if !isTaken { completion(.failure(.stopped)) }
    }

    /// Looks the host up. A resolver that does not answer in time is left alone with its thread.
    func lookUp(_ place: ClientPlace, by lookups: HostLookups) {
        // The look-up, the time's end and the cancellation: who comes first takes the completion.
        let undecided = Locked<ClientExchange.Completion?>(completion)
        let take = { @Sendable in
            undecided.withLock { completion in
                defer { completion = nil }
                return completion
            }
        }
        let time = DispatchTimeInterval.nanoseconds(Int(clamping: timeout.nanoseconds))
        Self.timeouts.asyncAfter(deadline: .now() + time) {
            take()?(.failure(.timedOut(.lookup, after: timeout)))
        }
        cancellation.whenCancelled { take()?(.failure(.cancelled)) }
        lookups.find(place.host) { found in
            guard take() != nil else { return }
            start { () throws(ClientFailure) in try found.get().map { $0.with(port: place.port) } }
        }
    }
}
