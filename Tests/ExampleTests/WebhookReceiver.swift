import TestSupport

/// Stands for the part of an application that takes the post-call webhooks.
struct WebhookReceiver {
    private let receiver: Receiver

    var url: String { "http://localhost:\(receiver.port)/calls" }

    /// Listens on a free port, and answers each post with 200.
    init() throws {
        receiver = try Receiver(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    }
}
