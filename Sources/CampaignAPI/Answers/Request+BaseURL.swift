package import HTTPServer
import HTTPWire

extension Request {
    /// The URL of the server by which the client called it, such as `http://127.0.0.1:7357`.
    ///
    /// It is made as the framework makes it: the host in lower case, without the scheme's own port.
    package var baseURL: String {
        var host = (head.authority ?? "").lowercased()
        if host.hasSuffix(":80") { host.removeLast(3) }
        return "http://\(host.isEmpty ? "localhost" : host)"
    }
}
