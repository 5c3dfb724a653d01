import Base
import HTTPServer
import HTTPWire

/// The parts of a request that the journal keeps. Either a handler responded to the request or the server refused it.
protocol JournaledRequest {
    /// The bytes from the method to the empty line, as received; of a refused request as many as had arrived.
    var headBytes: ArraySlice<UInt8> { get }
    var body: ArraySlice<UInt8> { get }
    /// Why the server refused the request before any handler saw it; `nil` for any other request.
    var refusal: String? { get }
    var connection: ConnectionID { get }
    var loop: Int { get }
    var peer: String? { get }
    var receivedAt: Moment { get }
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
