package import HTTPTypes

extension HTTPRequest.Method {
    /// Whether HTTP knows this method: it is in the IANA HTTP Method Registry (RFC 9110 §16.1.1).
    ///
    /// A server responds 405 to a known method that a resource does not allow, and 501 to one that it does not recognize
    /// (RFC 9110 §9.1). Methods are case-sensitive: `get` is not registered.
    package var isRegistered: Bool {
        switch rawValue {
        case "POST", "GET", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY",
            "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "LOCK", "MERGE",
            "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "ORDERPATCH", "PRI",
            "PROPFIND", "PROPPATCH", "REBIND", "REPORT", "SEARCH", "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK",
            "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL":
            true
        default: false
        }
    }
}
