import HTTPWire
import Testing

@Suite("Connection and Expect") struct ConnectionTests {
    struct Persistence: CustomTestStringConvertible, Sendable {
        let version, fields: String
        let keepsAlive: Bool
        var testDescription: String { "1.\(version) \(fields)" }
    }

    @Test(
        "decide whether the connection persists (9112 §9.3)",
        arguments: [
            Persistence(version: "1", fields: "", keepsAlive: true),
            Persistence(version: "1", fields: "Connection: close\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: CLOSE\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: keep-alive, Close\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: a,,close ,b\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: a\r\nconnection: close\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: close\r\nConnection: keep-alive\r\n", keepsAlive: false),
            Persistence(version: "1", fields: "Connection: closed\r\n", keepsAlive: true),
            Persistence(version: "1", fields: "Connection: upgrade\r\nUpgrade: h2c\r\n", keepsAlive: true),
            Persistence(version: "1", fields: "Connection:\r\n", keepsAlive: true),
            Persistence(version: "2", fields: "", keepsAlive: true),
            Persistence(version: "0", fields: "", keepsAlive: false),
            Persistence(version: "0", fields: "Connection: Keep-Alive\r\n", keepsAlive: true),
            Persistence(version: "0", fields: "Connection: keep-alive, close\r\n", keepsAlive: false),
            Persistence(version: "0", fields: "Proxy-Connection: keep-alive\r\n", keepsAlive: false),
        ])
    func persistence(_ row: Persistence) throws {
        let outcome = Outcome([UInt8](wire: "GET / HTTP/1.\(row.version)\r\nHost: a\r\n\(row.fields)\r\n"))
        #expect(try #require(outcome.requests.first).keepsAlive == row.keepsAlive)
    }

    struct Expectation: CustomTestStringConvertible, Sendable {
        let version, fields: String
        /// `nil` when the request is refused.
        let expectsContinue: Bool?
        var testDescription: String { "1.\(version) \(fields)" }
    }

    @Test(
        "decide whether the client waits for 100 Continue (9110 §10.1.1)",
        arguments: [
            Expectation(version: "1", fields: "", expectsContinue: false),
            Expectation(version: "1", fields: "Expect: 100-continue\r\n", expectsContinue: true),
            Expectation(version: "1", fields: "Expect: 100-Continue\r\n", expectsContinue: true),
            Expectation(version: "1", fields: "Expect: , 100-continue\r\n", expectsContinue: true),
            Expectation(version: "1", fields: "Expect:\r\n", expectsContinue: false),
            Expectation(version: "1", fields: "Expect: 200-ok\r\n", expectsContinue: nil),
            Expectation(version: "1", fields: "Expect: 100-continue, more\r\n", expectsContinue: nil),
            Expectation(version: "1", fields: "Expect: 100-continue;q=1\r\n", expectsContinue: nil),
            Expectation(version: "1", fields: "Expect: more\r\nExpect: 100-continue\r\n", expectsContinue: nil),
            Expectation(version: "0", fields: "Expect: 100-continue\r\n", expectsContinue: false),
            Expectation(version: "0", fields: "Expect: 200-ok\r\n", expectsContinue: false),
        ])
    func expectation(_ row: Expectation) {
        let outcome = Outcome([UInt8](wire: "POST / HTTP/1.\(row.version)\r\nHost: a\r\n\(row.fields)\r\n"))
        #expect(outcome.requests.first?.expectsContinue == row.expectsContinue)
        if row.expectsContinue == nil { #expect(outcome.end == .fails(.unsupportedExpectation)) }
    }
}
