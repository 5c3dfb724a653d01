/// What a handler gives back: the answer, or the work that will make it.
///
/// Most requests can be answered without waiting for anything; they are answered right where they are read and never
/// become a task. Only what has to wait pays for one.
package enum Reply: Sendable {
    case ready(Response)
    /// Runs with the connection's event loop as its preferred executor; cancelled when the client goes or the server's
    /// grace runs out.
    case pending(@Sendable () async -> Response)
}

extension Reply {
    /// The same reply with its answer changed, at once or as soon as there is one.
    package func map(_ change: @escaping @Sendable (Response) -> Response) -> Reply {
        switch self {
        case .ready(let response): .ready(change(response))
        case .pending(let work): .pending { change(await work()) }
        }
    }

    /// The answer, waited for where that is necessary.
    package var response: Response {
        get async {
            switch self {
            case .ready(let response): response
            case .pending(let work): await work()
            }
        }
    }
}
