/// Makes the reply to one request.
package typealias Handler = @Sendable (Request) -> Reply

/// Called by each event loop at the end of each turn, after it has handled all events of one wake-up.
///
/// It does work for many requests at once, such as one transaction for all writes of a turn.
///
/// - Parameter loop: the number of the loop, as in ``Request/loop``.
/// - Returns: whether work is left for the end of the next turn. The loop then starts that turn without sleeping.
package typealias EndOfTurn = @Sendable (_ loop: Int) -> Bool

/// Wraps a handler. It may read the request, make the reply itself, or change the reply of the handler.
///
/// It is a structure and not a function type, because an array stores functions in a generic calling convention. The
/// conversion of each call and each `next` took about 4 % of the time of a small request.
package struct Middleware: Sendable {
    fileprivate let respond: @Sendable (_ request: Request, _ next: @escaping Handler) -> Reply

    package init(_ respond: @escaping @Sendable (_ request: Request, _ next: @escaping Handler) -> Reply) {
        self.respond = respond
    }
}

/// Wraps a handler in middleware.
///
/// - Parameter middleware: the first element is the outermost.
package func compose(_ middleware: [Middleware], around handler: @escaping Handler) -> Handler {
    var handler = handler
    for layer in middleware.reversed() {
        let next = handler
        handler = { request in layer.respond(request, next) }
    }
    return handler
}
