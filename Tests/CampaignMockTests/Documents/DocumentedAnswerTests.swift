import CampaignMock
import JSON
import TestSupport
import Testing

/// The answers that the platform's document lists are ones that a client can get. `scripts/contract` checks their shapes,
/// and that there are no others.
@Suite("Documented answers of the platform's API") struct DocumentedAnswerTests {
    private struct Operation {
        let method: String
        let path: String
        let statuses: [Int]
    }

    @Test("are sent by each operation") func answers() async throws {
        var options = MockOptions()
        // Only with it, an operation that takes no fields answers 422.
        options.strict = true
        options.limits.bodyBytes = Self.bodyLimit
        try await withMock(options) { mock in
            let operations = try await Self.operations(of: mock)
            #expect(operations.count >= 16)
            for operation in operations {
                for status in operation.statuses where status >= 300 {
                    let response = try await Self.send(Self.request(to: operation, for: status), to: mock)
                    #expect(response.status == status, "\(operation.method) \(operation.path): \(response.text)")
                }
            }
        }
    }

    private static let bodyLimit = 512

    private static func operations(of mock: MockServer) async throws -> [Operation] {
        let response = try await send("GET /_mock/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", to: mock)
        let document = try JSONReader.read(response.body.span)
        return (document["paths"]?.object?.members ?? []).flatMap { path in
            (path.value.object?.members ?? []).map { method in
                Operation(
                    method: method.name.uppercased(), path: path.name,
                    statuses: method.value["responses"]?.object?.members.compactMap { Int($0.name) } ?? [])
            }
        }
    }

    private static func send(_ text: String, to mock: MockServer) async throws -> RawResponse {
        let connection = try RawConnection(port: mock.port)
        try await connection.send(text)
        return try await connection.receiveResponse()
    }

    /// The request that gets the answer with this status.
    private static func request(to operation: Operation, for status: Int) -> String {
        var target = "/api" + operation.path.replacing("{id}", with: "999999")
        var fields = ["Authorization: Bearer demo-key", "Content-Type: application/json"]
        var body = ""
        switch status {
        case 400: body = "{"
        case 401: fields.removeFirst()
        case 405: fields.append("X-HTTP-Method-Override: PATCH")
        case 413: body = "{" + String(repeating: " ", count: bodyLimit) + "}"
        case 415: (fields[1], body) = ("Content-Type: text/plain", "name")
        // The object of the path is looked for before the fields are checked.
        case 422 where operation.path.contains("{id}"): fields.append("Prefer: code=422")
        case 422: target += "?nothing=1"
        case 404 where operation.path.contains("{id}"): break
        default: fields.append("Prefer: code=\(status)")
        }
        let head = ["\(operation.method) \(target) HTTP/1.1", "Host: localhost", "Content-Length: \(body.utf8.count)"]
        return (head + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
    }
}
