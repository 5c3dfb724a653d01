package import HTTPServer
package import HTTPTypes
import HTTPWire

/// What the answer to a browser's preflight allows (the Fetch standard's CORS protocol).
package enum PreflightGrant {
    /// Allows the method and the header fields that the preflight asks for.
    ///
    /// Tools that trace requests add fields of their own (`sentry-trace`, `baggage`), so there is no list of them. What is
    /// no method or no field name is left out.
    ///
    /// - Parameter methods: those of the path, allowed in any case.
    package static func fields(for request: Request, methods: [HTTPRequest.Method]) -> HTTPFields {
        var fields = HTTPFields()
        var allowed = methods
        if let method = request[.accessControlRequestMethod].flatMap({ HTTPRequest.Method($0) }),
            !allowed.contains(method)
        {
            allowed.append(method)
        }
        fields[.accessControlAllowMethods] = allowed.map(\.rawValue).joined(separator: ", ")
        fields[.accessControlAllowHeaders] = fieldNames(request[.accessControlRequestHeaders])
        fields[.accessControlMaxAge] = "600"
        if request[.accessControlRequestPrivateNetwork] == "true" {
            fields[.accessControlAllowPrivateNetwork] = "true"
        }
        return fields
    }

    /// - Returns: `nil` where no field name stands there: then there is none to allow.
    private static func fieldNames(_ list: String?) -> String? {
        let names = (list ?? "").split(separator: ",").compactMap { element -> String? in
            let name = element.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            let rest = element[name.endIndex...]
            guard rest.allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
            return HTTPField.Name(String(name)) == nil ? nil : String(name)
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
