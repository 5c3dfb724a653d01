/// Answers one request.
package typealias Handler = @Sendable (Request) -> Reply

/// Called by each event loop once it has dealt with everything that one wake-up brought: for what is done for many requests
/// at once.
///
/// - Parameter loop: ``Request/loop`` of the requests that this loop has handed to the handler.
/// - Returns: whether something is left for the end of the next turn, which the loop then begins without sleeping.
package typealias EndOfTurn = @Sendable (_ loop: Int) -> Bool

/// Stands around a handler: may look at the request, answer by itself, or change what comes back.
///
/// A structure and not the bare function: in an array, functions take their arguments in a general form, and converting
/// each call and each `next` back and forth was some 4 % of a small request.
package struct Middleware: Sendable {
    fileprivate let respond: @Sendable (_ request: Request, _ next: @escaping Handler) -> Reply

    package init(_ respond: @escaping @Sendable (_ request: Request, _ next: @escaping Handler) -> Reply) {
        self.respond = respond
    }
}

/// Puts middleware around a handler.
///
/// - Parameter middleware: the outermost first.
package func compose(_ middleware: [Middleware], around handler: @escaping Handler) -> Handler {
    var handler = handler
    for layer in middleware.reversed() {
        let next = handler
        handler = { request in layer.respond(request, next) }
    }
    return handler
}
