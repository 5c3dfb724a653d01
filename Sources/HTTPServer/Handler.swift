/// Answers one request.
///
/// Cancelled when its client goes or the server's grace runs out.
package typealias Handler = @Sendable (Request) async -> Response

/// Stands around a handler: may look at the request, answer by itself, or change what comes back.
package typealias Middleware = @Sendable (_ request: Request, _ next: @escaping Handler) async -> Response

/// Puts middleware around a handler.
///
/// - Parameter middleware: the outermost first.
package func compose(_ middleware: [Middleware], around handler: @escaping Handler) -> Handler {
    middleware.reversed().reduce(handler) { next, layer in
        { request in await layer(request, next) }
    }
}
