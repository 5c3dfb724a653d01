package import HTTPTypes

/// Chooses the handler of a request by its path and method.
///
/// The routes are one list, tried in the order of their specificity: a literal segment goes before a `{parameter}`. They
/// are compared with ``Request/path``, the path's normal form. HEAD is answered by the GET handler where there is none of
/// its own; the server leaves the body out (RFC 9110 §9.3.2). OPTIONS has no automatic answer here: that is the CORS
/// middleware's.
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
    ///   - notFound: answers a path that no route has.
    ///   - methodNotAllowed: answers a known path with another method; it is told the path's methods, for `Allow`.
    package init(notFound: @escaping NotFound, methodNotAllowed: @escaping MethodNotAllowed) {
        self.notFound = notFound
        self.methodNotAllowed = methodNotAllowed
    }

    /// Adds a route; a later one of the same method and pattern replaces it.
    package mutating func on(_ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping Handler) {
        let route = Route(method: method, pattern: RoutePattern(pattern), handler: handler)
        routes.removeAll { $0.method == route.method && $0.pattern == route.pattern }
        let place = routes.firstIndex { route.pattern.isMoreSpecific(than: $0.pattern) } ?? routes.endIndex
        routes.insert(route, at: place)
    }

    /// Adds a route whose answers have to be waited for.
    package mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping @Sendable (Request) async -> Response
    ) {
        on(method, pattern) { request in .pending { await handler(request) } }
    }

    /// Answers a request by its route.
    ///
    /// Has the shape of a ``Handler``.
    package func respond(to request: Request) -> Reply {
        let path = request.path
        if let reply = firstReply(to: request, as: request.method, path) { return reply }
        if request.method == .head, let reply = firstReply(to: request, as: .get, path) { return reply }
        let allowed = methods(of: path)
        return .ready(allowed.isEmpty ? notFound(request) : methodNotAllowed(request, allowed))
    }

    private func firstReply(to request: Request, as method: HTTPRequest.Method, _ path: RequestPath) -> Reply? {
        let span = path.bytes.span
        // By their indices: an element of its own would count references for each that is looked at.
        for index in routes.indices where routes[index].method == method {
            guard let parameters = routes[index].pattern.match(span) else { continue }
            return routes[index].handler(parameters.all.isEmpty ? request : Request(request, parameters: parameters))
        }
        return nil
    }

    /// The methods that a path can be asked with, in the order of ``methodOrder``, HEAD beside GET; empty for an unknown path.
    package func methods(of path: RequestPath) -> [HTTPRequest.Method] {
        var methods = routes.filter { $0.pattern.match(path.bytes.span) != nil }.map(\.method)
        if methods.contains(.get) { methods.append(.head) }
        let known = Self.methodOrder.filter(methods.contains)
        return known + methods.filter { !Self.methodOrder.contains($0) }
    }

    /// The order in which the framework names methods.
    private static let methodOrder: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
