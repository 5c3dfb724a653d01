package import HTTPServer
package import HTTPTypes
import HTTPWire

/// Decides which web pages may read the API's responses (the Fetch standard's CORS protocol).
package struct CORSPolicy: Sendable {
    package enum Origins: Sendable, Equatable {
        case any
        /// Only these origins, in the form that browsers send, such as `https://app.example`.
        case listed([String])
    }

    private let origins: Origins

    package init(_ origins: Origins = .any) {
        self.origins = origins
    }

    /// Returns a middleware that responds to preflights and adds the CORS fields to every other response.
    ///
    /// - Parameter methods: returns the methods that a path supports; empty for an unknown path.
    package func middleware(methods: @escaping @Sendable (_ path: RequestPath) -> [HTTPRequest.Method]) -> Middleware {
        // Created once and shared, because most requests have no `Origin`.
        let markForNoOrigin: Response.Change = { mark(&$0, for: nil) }
        return Middleware { request, next in
            if request.method == .options { return .ready(preflight(request, methods: methods(request.path))) }
            guard request.head.has("origin"), let origin = request[.origin] else {
                return next(request).changed(markForNoOrigin)
            }
            return next(request).changed { mark(&$0, for: origin) }
        }
    }

    /// Returns the CORS fields for a response that the server makes without a handler.
    ///
    /// - Parameter origin: the request's `Origin`; `nil` if the request has none or its head could not be read.
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
            // Replaces a value that a fault may have set.
            response.fields.share(Self.anyOrigin)
        case .listed(let listed):
            response.fields[.vary] = "Origin"
            // The response carries the configured text, never text from the request.
            guard let origin, let known = listed.first(where: { $0 == origin }) else { return }
            response.fields[.accessControlAllowOrigin] = known
        }
        if origin != nil { response.fields[.accessControlExposeHeaders] = Self.exposed }
    }

    private static let anyOrigin = EncodedFields([.accessControlAllowOrigin: "*"])

    private static let exposed =
        "X-Mock-Warnings, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Preference-Applied"
}
