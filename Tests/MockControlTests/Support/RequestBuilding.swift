import CampaignAPI
import HTTPServer
import HTTPWire
import MockControl

/// Makes a request from its bytes, as the server does.
func makeRequest(
    _ method: String = "POST", _ target: String = "/api/user/campaign", headers: [(String, String)] = [],
    body: [UInt8] = [], loop: Int = 0
) throws -> Request {
    var wire = "\(method) \(target) HTTP/1.1\r\nHost: localhost:7357\r\n"
    for (name, value) in headers { wire += "\(name): \(value)\r\n" }
    if !body.isEmpty { wire += "Content-Length: \(body.count)\r\n" }
    var limits = RequestLimits()
    limits.bodyBytes = max(limits.bodyBytes, body.count)
    var decoder = RequestDecoder(limits: limits)
    let bytes = Array((wire + "\r\n").utf8) + body
    bytes.withUnsafeBytes { decoder.append($0) }
    guard case .request(let decoded) = try decoder.next() else { throw IncompleteRequest() }
    return Request(head: decoded.head, body: decoded.body, paths: .mock, loop: loop)
}

struct IncompleteRequest: Error {}
