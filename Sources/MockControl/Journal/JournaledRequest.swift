import HTTPServer
import HTTPWire

/// What the journal keeps of a request, whether a handler answered it or the server refused it.
protocol JournaledRequest {
    /// From the method to the empty line, as it came; of a refused request as much as had come.
    var headBytes: ArraySlice<UInt8> { get }
    var body: ArraySlice<UInt8> { get }
    /// Why the server refused it before any handler saw it; `nil` for any other request.
    var refusal: String? { get }
    var connection: ConnectionID { get }
    var loop: Int { get }
    var peer: String? { get }
    var receivedAt: ContinuousClock.Instant { get }
}

extension Request: JournaledRequest {
    var headBytes: ArraySlice<UInt8> { head.rawBytes }
    var refusal: String? { nil }
}

extension RefusedRequest: JournaledRequest {
    var headBytes: ArraySlice<UInt8> { head.rawBytes }
    var body: ArraySlice<UInt8> { [] }
    var refusal: String? { reason }
}
