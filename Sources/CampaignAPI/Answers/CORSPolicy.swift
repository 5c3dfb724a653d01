package import HTTPServer
package import HTTPTypes
import HTTPWire

/// Which web pages may read the API's answers (the Fetch standard's CORS protocol).
package struct CORSPolicy: Sendable {
    package enum Origins: Sendable, Equatable {
        case any
        /// Exactly these, as a browser sends them: `https://app.example`.
        case listed([String])
    }

    private let origins: Origins

    package init(_ origins: Origins = .any) {
        self.origins = origins
    }

    /// Answers preflights and marks every other answer.
    ///
    /// - Parameter methods: the methods that a path can be asked with; empty for an unknown path.
    package func middleware(methods: @escaping @Sendable (_ path: RequestPath) -> [HTTPRequest.Method]) -> Middleware {
        // Made once, for all requests that no browser has sent.
        let markForNoOrigin: Response.Change = { mark(&$0, for: nil) }
        return Middleware { request, next in
            if request.method == .options { return .ready(preflight(request, methods: methods(request.path))) }
            guard let origin = request[.origin] else { return next(request).changed(markForNoOrigin) }
            return next(request).changed { mark(&$0, for: origin) }
        }
    }

    /// The fields of an answer that no handler makes.
    ///
    /// - Parameter origin: the request's `Origin`, as far as it is known.
    package func fields(for origin: String?) -> HTTPFields {
        var response = Response(status: .ok)
        mark(&response, for: origin)
        return response.fields.all
    }

    private func preflight(_ request: Request, methods: [HTTPRequest.Method]) -> Response {
        var response = Response(status: .noContent)
        let known = (methods.isEmpty ? [.post] : methods) + [.options]
        response.fields[.allow] = known.map(\.rawValue).joined(separator: ", ")
        mark(&response, for: request[.origin])
        guard response.fields.contains(.accessControlAllowOrigin) else { return response }
        response.fields.append(contentsOf: PreflightGrant.fields(for: request, methods: known))
        return response
    }

    private func mark(_ response: inout Response, for origin: String?) {
        switch origins {
        case .any:
            // A fault may have set another one.
            response.fields.share(Self.anyOrigin)
        case .listed(let listed):
            response.fields[.vary] = "Origin"
            // Our own text goes back, never the request's.
            guard let origin, let known = listed.first(where: { $0 == origin }) else { return }
            response.fields[.accessControlAllowOrigin] = known
        }
        if origin != nil { response.fields[.accessControlExposeHeaders] = Self.exposed }
    }

    private static let anyOrigin = EncodedFields([.accessControlAllowOrigin: "*"])

    private static let exposed =
        "X-Mock-Warnings, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Preference-Applied"
}
