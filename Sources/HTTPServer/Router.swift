package import HTTPTypes

/// Chooses the handler of a request by its path and method.
///
/// Routes stand in a tree of path segments. A literal segment goes before a `{parameter}`. Segments are compared after
/// percent-decoding (RFC 3986 §6.2.2.2), so `%2F` never splits one. Slashes at the end of a path count for nothing, as
/// in the real backend's framework. HEAD is answered by the GET handler where there is none of its own; the server
/// leaves the body out (RFC 9110 §9.3.2). OPTIONS has no automatic answer here: that is the CORS middleware's.
package struct Router: Sendable {
    package typealias NotFound = @Sendable (Request) -> Response
    package typealias MethodNotAllowed = @Sendable (Request, _ allowed: [HTTPRequest.Method]) -> Response

    private var root = Node()
    /// The routes without parameters once more, by their paths as they are nearly always sent: a walk through the tree takes
    /// twenty times as long.
    private var fixedRoutes: [(path: [UInt8], route: Route)] = []
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
        let pattern = RoutePattern(pattern)
        let route = Route(method: method, handler: handler)
        root.insert(pattern.segments[...], route)
        guard let path = pattern.onlyPath else { return }
        fixedRoutes.removeAll { $0.path == path && $0.route.method == method }
        fixedRoutes.append((path, route))
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
        let path = request.pathBytes.span
        for index in fixedRoutes.indices where path.equals(fixedRoutes[index].path) {
            let route = fixedRoutes[index].route
            if route.method == request.method { return route.handler(request) }
        }
        var parameters = PathParameters()
        switch root.match(request.pathBytes.span, method: request.method, &parameters) {
        case .handler(let handler):
            return handler(parameters.all.isEmpty ? request : Request(request, parameters: parameters))
        case .otherMethods(let allowed): return .ready(methodNotAllowed(request, allowed))
        case .nothing: return .ready(notFound(request))
        }
    }

    /// The methods a path can be asked with, HEAD beside GET; empty for an unknown path.
    package func methods(of path: String) -> [HTTPRequest.Method] {
        var parameters = PathParameters()
        // No route can have this method, so a known path always comes back as `otherMethods`.
        guard let none = HTTPRequest.Method("NONE"),
            case .otherMethods(let methods) = root.match(path.utf8.span, method: none, &parameters)
        else { return [] }
        return methods
    }
}

extension Router {
    private enum Match {
        case handler(Handler)
        case otherMethods([HTTPRequest.Method])
        case nothing
    }

    private struct Route: Sendable {
        let method: HTTPRequest.Method
        let handler: Handler
    }

    /// Where a path can be after some of its segments.
    private struct Node: Sendable {
        private var literals: [(name: [UInt8], node: Node)] = []
        private var parameters: [(name: String, node: Node)] = []
        private var handlers: [Route] = []

        mutating func insert(
            _ segments: ArraySlice<RoutePattern.Segment>, _ route: Route
        ) {
            switch segments.first {
            case nil:
                handlers.removeAll { $0.method == route.method }
                handlers.append(route)
            case .literal(let name):
                let index =
                    literals.firstIndex { $0.name == name }
                    ?? {
                        literals.append((name, Node()))
                        return literals.count - 1
                    }()
                literals[index].node.insert(segments.dropFirst(), route)
            case .parameter(let name):
                let index =
                    parameters.firstIndex { $0.name == name }
                    ?? {
                        parameters.append((name, Node()))
                        return parameters.count - 1
                    }()
                parameters[index].node.insert(segments.dropFirst(), route)
            }
        }

        /// Matches what is left of a path; allocates nothing while segments are plain literals.
        func match(_ path: Span<UInt8>, method: HTTPRequest.Method, _ values: inout PathParameters) -> Match {
            let slash = UInt8(ascii: "/")
            guard let first = path.indices.first(where: { path[$0] != slash }) else { return handler(for: method) }
            guard first == 1 else { return .nothing }
            var end = first
            var isEncoded = false
            while end < path.count, path[end] != slash {
                isEncoded = isEncoded || path[end] == UInt8(ascii: "%")
                end += 1
            }
            let segment = path.extracting(first..<end)
            let remainder = path.extracting(end...)

            let decoded = isEncoded ? PercentEncoding.decode(segment) : nil
            var otherMethods = Match.nothing
            // By their indices: an element of its own would count references for each that is looked at.
            for index in literals.indices
            where decoded.map({ $0 == literals[index].name }) ?? segment.equals(literals[index].name) {
                let found = literals[index].node.match(remainder, method: method, &values)
                if case .handler = found { return found }
                otherMethods = found
            }
            for (name, node) in parameters {
                values.append(name, String(decoding: decoded ?? segment.bytes(), as: UTF8.self))
                let found = node.match(remainder, method: method, &values)
                if case .handler = found { return found }
                values.removeLast()
                if case .nothing = otherMethods { otherMethods = found }
            }
            return otherMethods
        }

        private func handler(for method: HTTPRequest.Method) -> Match {
            if let own = handlers.first(where: { $0.method == method }) { return .handler(own.handler) }
            let get = handlers.first { $0.method == .get }
            if method == .head, let get { return .handler(get.handler) }
            if handlers.isEmpty { return .nothing }
            var methods = handlers.map(\.method)
            if get != nil, !methods.contains(.head) { methods.append(.head) }
            return .otherMethods(methods)
        }
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }

    fileprivate func bytes() -> [UInt8] {
        indices.map { self[$0] }
    }
}
