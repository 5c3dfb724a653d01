import Foundation
import Testing

@testable import MockControl

@Suite("A curl line") struct CurlLineTests {
    static func source(
        method: String = "POST", target: String = "/api/user/campaign",
        fields: [(name: String, value: String)] = [("Content-Type", "application/json")], hasKnownKey: Bool = true,
        body: [UInt8] = []
    ) -> CurlLine.Source {
        CurlLine.Source(
            method: method, baseURL: "http://127.0.0.1:7357", target: target, fields: fields, hasKnownKey: hasKnownKey,
            body: body[...], missingBytes: 0)
    }

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let source: CurlLine.Source
        let line: String
    }

    @Test(
        "is what a user would type",
        arguments: [
            Row(
                testDescription: "a create", source: source(body: Array(#"{"name":"It's"}"#.utf8)),
                line:
                    #"curl -X POST http://127.0.0.1:7357/api/user/campaign -H 'Content-Type: application/json' --data-raw '{"name":"It'\''s"}'"#
            ),
            Row(
                testDescription: "a GET", source: source(method: "GET", target: "/a?b=c&d=e", fields: []),
                line: "curl 'http://127.0.0.1:7357/a?b=c&d=e'"),
            Row(
                testDescription: "a key, which is a variable",
                source: source(method: "GET", target: "/", fields: [("authorization", "bearer …_KEY")]),
                line: #"curl http://127.0.0.1:7357/ -H "authorization: bearer $CAMPAIGN_MOCK_KEY""#),
            Row(
                testDescription: "a wrong key",
                source: source(
                    method: "GET", target: "/", fields: [("Authorization", "Bearer …rong")], hasKnownKey: false),
                line: "curl http://127.0.0.1:7357/ -H 'Authorization: Bearer …rong'"),
            Row(
                testDescription: "credentials that are no key",
                source: source(
                    method: "GET", target: "/", fields: [("Authorization", "Basic …Zm9v"), ("X-A", "Bearer $a")]),
                line: "curl http://127.0.0.1:7357/ -H 'Authorization: Basic …Zm9v' -H 'X-A: Bearer $a'"),
            Row(
                testDescription: "a HEAD", source: source(method: "HEAD", target: "/", fields: []),
                line: "curl --head http://127.0.0.1:7357/"),
            Row(
                testDescription: "a target that curl would change",
                source: source(method: "GET", target: "/a/../[b]", fields: []),
                line: "curl --globoff --path-as-is 'http://127.0.0.1:7357/a/../[b]'"),
            Row(
                testDescription: "the whole server", source: source(method: "OPTIONS", target: "*", fields: []),
                line: "curl -X OPTIONS --request-target '*' http://127.0.0.1:7357"),
            Row(
                testDescription: "an empty field, and fields that curl sets",
                source: source(fields: [("Host", "x"), ("Content-Length", "0"), ("X-Empty", "")]),
                line: "curl -X POST http://127.0.0.1:7357/api/user/campaign -H 'X-Empty;'"),
            Row(
                testDescription: "a body without a media type", source: source(fields: [], body: Array("a".utf8)),
                line: "curl -X POST http://127.0.0.1:7357/api/user/campaign -H 'Content-Type:' --data-raw a"),
            Row(
                testDescription: "a body that would attack a terminal",
                source: source(fields: [("Content-Type", "x")], body: [0x1B]),
                line:
                    "echo Gw== | base64 -d | curl -X POST http://127.0.0.1:7357/api/user/campaign -H 'Content-Type: x' --data-binary @-"
            ),
        ])
    func typed(_ row: Row) {
        #expect(CurlLine.render(row.source) == row.line)
    }

    @Test(
        "passes through a shell unchanged", .enabled(if: Program.isInstalled("sh"), "needs sh"),
        arguments: ["", "plain", "it's", "'''", "$HOME `x` \\ \" ! #", "two\nlines", "*", "~", "-n", "é…"])
    func quoted(_ text: String) async throws {
        let output = try await Program.run("sh", ["-c", "printf %s " + CurlLine.quoted(text)])
        #expect(output.text == text)
    }
}
