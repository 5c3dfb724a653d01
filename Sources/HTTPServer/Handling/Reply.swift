package import Base

/// The result of a handler: the response, or the way to get it later.
///
/// Most requests need no waiting. Their responses are made on the event loop, without a task. Only a request that waits
/// has the cost of a task.
package enum Reply: Sendable {
    case ready(Response)
    /// Exists when work for many requests has been done, such as a transaction. The handler makes the promise on the
    /// connection's event loop.
    case promised(Promised<Reply>)
    /// Runs with the connection's event loop as its preferred executor.
    ///
    /// Cancelled when the client closes the connection, or at the end of ``ServerTimeouts/shutdownGrace``.
    case pending(@Sendable () async -> Response)
}

extension Reply {
    /// Returns a reply whose response is changed by `change`, at once or as soon as the response exists.
    package consuming func changed(_ change: @escaping Response.Change) -> Reply {
        switch consume self {
        case .ready(var response):
            change(&response)
            return .ready(response)
        case .promised(let reply):
            // Not with `map`, which would make a second closure for each layer of middleware.
            return .promised(Promised(stage: reply.stage) { reply.take().changed(change) })
        case .pending(let work):
            return .pending {
                var response = await work()
                change(&response)
                return response
            }
        }
    }

    /// The response; waits until the response exists.
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
