import Base
import Dispatch

/// Looks up the addresses of names, each name at most once at a time, on a thread of its own.
///
/// A resolver that does not answer cannot be stopped. So it holds one thread for a name, however many requests wait for it.
final class HostLookups: Sendable {
    typealias Found = Result<[SocketAddress], ClientFailure>

    private let lookUp: @Sendable (URIHost) -> Found
    /// The requests that wait for the names that are looked up now.
    private let waiting = Locked<[URIHost: [@Sendable (Found) -> Void]]>([:])

    /// - Parameter lookUp: finds the addresses of a host; may block.
    init(
        _ lookUp: @escaping @Sendable (URIHost) -> Found = { host in
            Result { () throws(ClientFailure) in try ClientPlace(host: host, port: 0).addresses() }
        }
    ) {
        self.lookUp = lookUp
    }

    /// - Parameter completion: called once, on another thread. The ports of the addresses are 0.
    func find(_ host: URIHost, _ completion: @escaping @Sendable (Found) -> Void) {
        let isFirst = waiting.withLock { waiting in
            waiting[host, default: []].append(completion)
            return waiting[host]?.count == 1
        }
        guard isFirst else { return }
        // A serial queue has a thread of its own, which libdispatch does not watch; see ``WorkerThreads``.
        DispatchQueue(label: "campaign-mock.http-client.lookup").async { [self] in
            let found = lookUp(host)
            let completions = waiting.withLock { $0.removeValue(forKey: host) ?? [] }
            for completion in completions { completion(found) }
        }
    }
}
