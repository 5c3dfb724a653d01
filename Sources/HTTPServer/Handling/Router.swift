package import HTTPTypes

/// Chooses the handler of a request by its path and method.
///
/// The router compares the routes with ``Request/path``, the normal form of the path. It tries a route with a literal
/// segment before one with a `{parameter}`. A HEAD request without a HEAD route goes to the GET handler, and the
/// server leaves the body out (RFC 9110 §9.3.2). The router makes no response to OPTIONS; the CORS middleware does.
package struct Router: Sendable {
    package typealias NotFound = @Sendable (Request) -> Response
    package typealias MethodNotAllowed = @Sendable (Request, _ allowed: [HTTPRequest.Method]) -> Response

    /// A pattern, with the handler of each of its methods.
    private struct Resource: Sendable {
        let pattern: RoutePattern
        var handlers: [(method: HTTPRequest.Method, handler: Handler)] = []
    }

    private var resources: [Resource] = []
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
        let pattern = RoutePattern(pattern, numbers: numbers)
        let index: Int
        if let known = resources.firstIndex(where: { $0.pattern == pattern }) {
            index = known
        } else {
            index = resources.firstIndex { pattern.isMoreSpecific(than: $0.pattern) } ?? resources.endIndex
            resources.insert(Resource(pattern: pattern), at: index)
        }
        resources[index].handlers.removeAll { $0.method == method }
        resources[index].handlers.append((method, handler))
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
        if let reply = reply(to: request, as: request.method) { return reply }
        if request.method == .head, let reply = reply(to: request, as: .get) { return reply }
        let allowed = methods(of: request.path)
        return .ready(allowed.isEmpty ? notFound(request) : methodNotAllowed(request, allowed))
    }

    private func reply(to request: Request, as method: HTTPRequest.Method) -> Reply? {
        let path = request.path.bytes
        // Spans, because a copy of each element would retain and release its references.
        let resources = resources.span
        for index in resources.indices {
            guard let parameters = resources[index].pattern.match(path.span) else { continue }
            let handlers = resources[index].handlers.span
            for index in handlers.indices where handlers[index].method == method {
                let isLiteral = parameters.all.isEmpty
                return handlers[index].handler(isLiteral ? request : Request(request, parameters: parameters))
            }
        }
        return nil
    }

    /// The methods of a path, in the order of ``methodOrder``, with HEAD where the path has GET; empty for an unknown path.
    package func methods(of path: RequestPath) -> [HTTPRequest.Method] {
        let matching = resources.filter { $0.pattern.match(path.bytes.span) != nil }
        var methods = matching.flatMap { $0.handlers.map(\.method) }
        if methods.contains(.get) { methods.append(.head) }
        let known = Self.methodOrder.filter(methods.contains)
        return known + methods.filter { !Self.methodOrder.contains($0) }
    }

    /// The order in which the platform's framework lists methods.
    private static let methodOrder: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
