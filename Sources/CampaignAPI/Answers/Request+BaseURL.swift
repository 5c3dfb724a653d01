package import HTTPServer
import HTTPWire

extension CampaignOptions {
    /// The base URL in responses: ``publicURL``, otherwise that by which the client called the mock.
    ///
    /// `X-Forwarded-Host` and its like are not read: the framework trusts them from no proxy unless it is told to.
    package func baseURL(for request: Request) -> String { publicURL ?? request.baseURL }
}

extension Request {
    /// The URL of the server by which the client called it, such as `http://127.0.0.1:7357`.
    ///
    /// It is made as the framework makes it: the host in lower case, without the scheme's own port.
    var baseURL: String {
        var host = (head.authority ?? "").lowercased()
        if host.hasSuffix(":80") { host.removeLast(3) }
        return "http://\(host.isEmpty ? "localhost" : host)"
    }
}
