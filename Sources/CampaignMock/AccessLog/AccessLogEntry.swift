import HTTPServer
import Logging

/// One request in the access log.
///
/// The log line never contains an API key or a body.
package struct AccessLogEntry: Sendable {
    /// The method as the client sent it; `nil` when the server could not read the request line.
    package var method: String?
    /// The target as the client sent it; `nil` when the server could not read the request line.
    package var target: String?
    /// The client's address, such as `127.0.0.1:49152`; `nil` over a Unix domain socket.
    package var peer: String?
    /// The response's status code.
    package var status: Int
    /// The time from the request's last byte to its response; `nil` when the request was incomplete.
    package var duration: Duration?
    /// The account that the request's API key belongs to.
    package var account: String?
    /// The campaign that the request created.
    package var campaignID: Int64?
    /// The warnings that the request caused.
    package var warnings: [String] = []
    /// The identifier of the fault that changed the response.
    package var fault: String?
    /// Why the HTTP server refused the request, in one line; `nil` when the server accepted it.
    package var refusal: String?
    /// What a fault did to the response's transport, such as `the connection was reset`; `nil` when no fault broke it.
    package var brokenTransport: String?
    /// Whether the client received the status.
    package var isAnswered = true
    /// Whether the request called the control plane.
    package var isControlCall = false
    /// The response's content, which ``problems`` reads.
    package var body: [UInt8] = []

    package init(method: String?, target: String?, peer: String? = nil, status: Int, duration: Duration?) {
        self.method = method
        self.target = target
        self.peer = peer
        self.status = status
        self.duration = duration
    }
}

extension AccessLogEntry {
    /// Why the request failed with a 4xx status.
    ///
    /// The HTTP server's reason, or the first message of each member of `errors`, or the response's `message`. Empty
    /// for other statuses and for content that is not JSON.
    package var problems: [String] {
        if let refusal { return [refusal] }
        return (400..<500).contains(status) ? ErrorMessages.of(body) : []
    }

    /// The entry as metadata for swift-log; `microseconds` is the duration.
    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["status": "\(status)"]
        if let (seconds, attoseconds) = duration?.components {
            metadata["microseconds"] = "\(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)"
        }
        if let method { metadata["method"] = "\(method)" }
        if let target { metadata["target"] = "\(target)" }
        if let account { metadata["account"] = "\(account)" }
        if let campaignID { metadata["campaign"] = "\(campaignID)" }
        if !warnings.isEmpty { metadata["warnings"] = "\(warnings.count)" }
        if let fault { metadata["fault"] = "\(fault)" }
        if let refusal {
            metadata["reason"] = "\(refusal)"
            if let peer { metadata["peer"] = "\(peer)" }
        }
        return metadata
    }
}
