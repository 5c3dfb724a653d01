import Base
import Testing

@Suite("Bearer token") struct BearerTokenTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let credentials: String
        let token: String?
        var testDescription: String { credentials.debugDescription }
    }

    @Test(
        "is read after the scheme Bearer, which is compared without case",
        arguments: [
            Row(credentials: "Bearer demo-key", token: "demo-key"),
            Row(credentials: "bearer demo-key", token: "demo-key"),
            Row(credentials: "BEARER demo-key", token: "demo-key"),
            Row(credentials: "Bearer   demo-key", token: "demo-key"),
            Row(credentials: "Bearer demo-key=", token: "demo-key="),
            Row(credentials: "Bearer", token: nil),
            Row(credentials: "Bearer ", token: nil),
            Row(credentials: "Bearerdemo-key", token: nil),
            Row(credentials: "Bearer demo key", token: nil),
            Row(credentials: "Basic ZGVtbzprZXk=", token: nil),
            Row(credentials: "demo-key", token: nil),
            Row(credentials: "", token: nil),
        ])
    func token(_ row: Row) {
        let token = BearerToken.token(in: Array(row.credentials.utf8)[...])
        #expect(token.map { String(decoding: $0, as: UTF8.self) } == row.token)
    }

    @Test("is read from a slice of a longer array")
    func slice() {
        let bytes = Array("Authorization: Bearer demo-key\r\n".utf8)
        #expect(BearerToken.token(in: bytes[15..<30]) == bytes[22..<30])
    }
}
