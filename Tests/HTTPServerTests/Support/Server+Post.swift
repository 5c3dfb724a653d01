import Base
import HTTPWire

@testable import HTTPServer

extension Server {
    /// Posts a text on the server's event loop, and waits for what comes of it.
    func post(
        _ body: String = "{}", to host: String = "127.0.0.1", port: Int, within timeout: Duration = .seconds(300),
        cancelledBy cancellation: ClientCancellation = ClientCancellation()
    ) async -> Result<DecodedResponse, ClientFailure> {
        await withCheckedContinuation { continuation in
            send(to: ClientPlace(host: URIHost(host), port: port), within: timeout, cancelledBy: cancellation) {
                Array(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                        .utf8)
            } _: {
                continuation.resume(returning: $0)
            }
        }
    }
}

extension Result<DecodedResponse, ClientFailure> {
    var status: Int? { try? get().status }
    var failure: ClientFailure? { if case .failure(let failure) = self { failure } else { nil } }
}
