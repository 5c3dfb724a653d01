import Testing

@testable import CampaignAPI

@Suite("Bearer key") struct AuthenticationTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let credentials: String
        let key: String?
        var testDescription: String { credentials.debugDescription }
    }

    @Test(
        "stands behind its scheme, which has no case",
        arguments: [
            Row(credentials: "Bearer demo-key", key: "demo-key"),
            Row(credentials: "bearer demo-key", key: "demo-key"),
            Row(credentials: "BEARER demo-key", key: "demo-key"),
            Row(credentials: "Bearer   demo-key", key: "demo-key"),
            Row(credentials: "Bearer demo-key=", key: "demo-key="),
            Row(credentials: "Bearer", key: nil),
            Row(credentials: "Bearer ", key: nil),
            Row(credentials: "Bearerdemo-key", key: nil),
            Row(credentials: "Bearer demo key", key: nil),
            Row(credentials: "Basic ZGVtbzprZXk=", key: nil),
            Row(credentials: "demo-key", key: nil),
            Row(credentials: "", key: nil),
        ])
    func key(_ row: Row) {
        #expect(Authentication.bearerKey(in: Array(row.credentials.utf8)[...]) == row.key)
    }
}
