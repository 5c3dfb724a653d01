import CampaignMockTesting
import TestSupport

/// A request with the key of the current test's account. By default it creates a campaign.
struct TestRequest: Sendable {
    var method = "POST"
    var target = "/api/user/campaign"
    var body = #"{"name":"Spring","assistant_id":129}"#

    @discardableResult
    func send(by mock: Mock) async throws -> Int {
        let connection = try RawConnection(port: mock.server.port)
        try await connection.send(
            """
            \(method) \(target) HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(mock.key)\r
            Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """)
        return try await connection.receiveResponse().status
    }

    @discardableResult
    func send() async throws -> Int { try await send(by: Mock.current) }
}
