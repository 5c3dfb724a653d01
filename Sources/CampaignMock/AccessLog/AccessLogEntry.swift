import HTTPServer
import JSON
import Logging

/// What the access log tells about one request: never a key, never a body.
package struct AccessLogEntry: Sendable {
    /// The request's method and target as sent; `nil` where no request line could be read.
    package var method: String?
    package var target: String?
    /// The client's address; `nil` over a Unix domain socket.
    package var peer: String?
    package var status: Int
    /// From the request's last byte to its answer; `nil` where no whole request came.
    package var duration: Duration?
    /// What the API learned about the request.
    package var account: String?
    package var campaignID: Int64?
    package var warnings: [String] = []
    /// The fault that shaped the answer, by its identifier.
    package var fault: String?
    /// Why the HTTP layer refused the request, in one line; `nil` when it did not.
    package var refusal: String?
    /// What became of the answer where a fault broke its transport: `the connection was reset`.
    package var brokenTransport: String?
    /// Whether the client was sent the status.
    package var isAnswered = true
    /// Whether the control plane was called.
    package var isControlCall = false
    /// The answer's body, where ``problems`` may be found.
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
    /// What was wrong with a request that was answered with 4xx: the first message of each member of `errors`, or else the
    /// answer's message.
    package var problems: [String] {
        if let refusal { return [refusal] }
        guard (400..<500).contains(status), let answer = try? JSONReader.read(body.span) else { return [] }
        let errors = answer["errors"]?.object?.members.compactMap { $0.value.string ?? $0.value[0]?.string } ?? []
        return errors.isEmpty ? [answer["message"]?.string].compactMap(\.self) : errors
    }

    /// The entry for swift-log.
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
