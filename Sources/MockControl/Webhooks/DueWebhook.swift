import CampaignAPI
import CampaignStore
import HTTPServer
import JSON

/// What a post-call webhook consists of. Nothing of it ever changes.
///
/// It holds no bytes of the request, which are made again whenever they are needed: tens of thousands may wait.
final class DueWebhook: Sendable {
    /// From 1, in the order in which the calls ended.
    let number: Int
    let post: DuePost
    let url: String
    /// Where to post it, or why it is not posted.
    let receiver: Result<ReceiverURL, ReceiverURL.Refusal>

    init(number: Int, post: DuePost, url: String, receiver: Result<ReceiverURL, ReceiverURL.Refusal>) {
        self.number = number
        self.post = post
        self.url = url
        self.receiver = receiver
    }

    var call: CallRecord { post.listed.call }

    /// When the call ended, in Unix seconds of the account's clock.
    var madeAt: Int64 { call.updatedAt }

    /// The JSON of the request's content.
    var body: [UInt8] {
        var writer = JSONWriter()
        PostCallWebhook.write(post, to: &writer)
        return writer.takeBytes()
    }

    /// The header fields of the request, in their order.
    ///
    /// - Parameter length: the number of bytes of ``body``.
    func fields(length: Int, version: String) -> [(name: String, value: String)] {
        var fields = [
            ("User-Agent", "campaign-mock/\(version)"), ("Content-Type", "application/json"),
            ("Content-Length", String(length)), ("Connection", "close"),
        ]
        if case .success(let receiver) = receiver { fields.insert(("Host", receiver.authority), at: 0) }
        return fields
    }

    /// The whole request.
    func request(version: String) -> [UInt8] {
        guard case .success(let receiver) = receiver else { return [] }
        let body = body
        var head = "POST \(receiver.target) HTTP/1.1\r\n"
        for field in fields(length: body.count, version: version) { head += "\(field.name): \(field.value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
