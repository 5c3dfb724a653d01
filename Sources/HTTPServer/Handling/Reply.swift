package import Base

/// What a handler gives back: the answer, or how it will come.
///
/// Most requests can be answered without waiting for anything; they are answered right where they are read and never
/// become a task. Only what has to wait pays for one.
package enum Reply: Sendable {
    case ready(Response)
    /// Comes when something is done that is done for many requests at once. Made on the connection's event loop.
    case promised(Promised<Reply>)
    /// Runs with the connection's event loop as its preferred executor; cancelled when the client goes or the server's
    /// grace runs out.
    case pending(@Sendable () async -> Response)
}

extension Reply {
    /// The same reply with its answer changed, at once or as soon as there is one.
    package consuming func changed(_ change: @escaping Response.Change) -> Reply {
        switch consume self {
        case .ready(var response):
            change(&response)
            return .ready(response)
        case .promised(let reply):
            return .promised(reply.map { $0.changed(change) })
        case .pending(let work):
            return .pending {
                var response = await work()
                change(&response)
                return response
            }
        }
    }

    /// The answer, waited for where that is necessary.
    package var response: Response {
        get async {
            switch self {
            case .ready(let response): return response
            case .promised(let reply): return await reply.wait().response
            case .pending(let work): return await work()
            }
        }
    }
}
