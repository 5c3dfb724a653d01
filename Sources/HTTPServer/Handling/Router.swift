package import HTTPTypes

/// Chooses the handler of a request by its path and method.
///
/// The router compares the routes with ``Request/path``, the normal form of the path. It tries a route with a literal
/// segment before one with a `{parameter}`. A HEAD request without a HEAD route goes to the GET handler, and the
/// server leaves the body out (RFC 9110 §9.3.2). The router makes no response to OPTIONS; the CORS middleware does.
package struct Router: Sendable {
    package typealias NotFound = @Sendable (Request) -> Response
    package typealias MethodNotAllowed = @Sendable (Request, _ allowed: [HTTPRequest.Method]) -> Response

    private struct Route: Sendable {
        let method: HTTPRequest.Method
        let pattern: RoutePattern
        let handler: Handler
    }

    private var routes: [Route] = []
    private let notFound: NotFound
    private let methodNotAllowed: MethodNotAllowed

    /// - Parameters:
    ///   - notFound: makes the response for a path that matches no route.
    ///   - methodNotAllowed: makes the response for a known path with another method. Its second argument holds the
    ///     path's methods, for `Allow`.
    package init(notFound: @escaping NotFound, methodNotAllowed: @escaping MethodNotAllowed) {
        self.notFound = notFound
        self.methodNotAllowed = methodNotAllowed
    }

    /// Adds a route. It replaces an earlier route with the same method and pattern.
    ///
    /// - Parameter numbers: the names of the parameters that match `[1-9][0-9]*` only. For the route, any other text is an
    ///   unknown path.
    package mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, numbers: [String] = [], _ handler: @escaping Handler
    ) {
        let route = Route(method: method, pattern: RoutePattern(pattern, numbers: numbers), handler: handler)
        routes.removeAll { $0.method == route.method && $0.pattern == route.pattern }
        let place = routes.firstIndex { route.pattern.isMoreSpecific(than: $0.pattern) } ?? routes.endIndex
        routes.insert(route, at: place)
    }

    /// Adds a route whose handler is asynchronous.
    package mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping @Sendable (Request) async -> Response
    ) {
        on(method, pattern) { request in .pending { await handler(request) } }
    }

    /// Makes the reply to a request with the handler of its route.
    ///
    /// This method can be used as a ``Handler``.
    package func respond(to request: Request) -> Reply {
        let path = request.path
        if let reply = firstReply(to: request, as: request.method, path) { return reply }
        if request.method == .head, let reply = firstReply(to: request, as: .get, path) { return reply }
        let allowed = methods(of: path)
        return .ready(allowed.isEmpty ? notFound(request) : methodNotAllowed(request, allowed))
    }

    private func firstReply(to request: Request, as method: HTTPRequest.Method, _ path: RequestPath) -> Reply? {
        let span = path.bytes.span
        // The loop uses indices, because a copy of each element would retain and release its references.
        for index in routes.indices where routes[index].method == method {
            guard let parameters = routes[index].pattern.match(span) else { continue }
            return routes[index].handler(parameters.all.isEmpty ? request : Request(request, parameters: parameters))
        }
        return nil
    }

    /// The methods of a path, in the order of ``methodOrder``, with HEAD where the path has GET; empty for an unknown path.
    package func methods(of path: RequestPath) -> [HTTPRequest.Method] {
        var methods = routes.filter { $0.pattern.match(path.bytes.span) != nil }.map(\.method)
        if methods.contains(.get) { methods.append(.head) }
        let known = Self.methodOrder.filter(methods.contains)
        return known + methods.filter { !Self.methodOrder.contains($0) }
    }

    /// The order in which the platform's framework lists methods.
    private static let methodOrder: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
