package import HTTPServer
package import HTTPTypes
import HTTPWire

/// The permissions in the response to a browser's preflight (the Fetch standard's CORS protocol).
package enum PreflightGrant {
    /// Returns the fields that allow the method and the header fields that the preflight asks for.
    ///
    /// Every field name is allowed, because tracing tools add fields of their own (`sentry-trace`, `baggage`).
    /// Malformed methods and field names are left out.
    ///
    /// - Parameter methods: the methods of the path. They are always allowed.
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

    /// Returns the well-formed field names of a list, separated by commas; `nil` if there are none.
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
