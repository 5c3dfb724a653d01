import Testing

@testable import HTTPServer

@Suite("Request path") struct RequestPathTests {
    struct Row: CustomTestStringConvertible {
        let sent, normal: String
        var isExact = false
        var testDescription: String { sent }
    }

    private static let rules = PathRules(optionalPrefix: "/api", exactPrefix: "/_mock")

    @Test(
        "has one normal form",
        arguments: [
            Row(sent: "/user/campaign", normal: "/user/campaign"),
            Row(sent: "/api/user/campaign", normal: "/user/campaign"),
            Row(sent: "//api//user/campaign", normal: "/user/campaign"),
            Row(sent: "/user///campaign//", normal: "/user/campaign"),
            Row(sent: "/user/campa%69gn", normal: "/user/campaign"),
            Row(sent: "/%61pi/user", normal: "/user"),
            Row(sent: "/user%2Fcampaign", normal: "/user%2Fcampaign"),
            Row(sent: "/user%2fcampaign", normal: "/user%2Fcampaign"),
            Row(sent: "/50%25", normal: "/50%25"), Row(sent: "/%2541", normal: "/%2541"),
            Row(sent: "/caf%C3%A9", normal: "/café"),
            // Slashes and escapes at the places where eight bytes end and begin.
            Row(sent: "/user/a//b", normal: "/user/a/b"), Row(sent: "/user/ab//c", normal: "/user/ab/c"),
            Row(sent: "/user/a/", normal: "/user/a"), Row(sent: "/user/ab/", normal: "/user/ab"),
            Row(sent: "/user/a%62", normal: "/user/ab"), Row(sent: "/user/a.b", normal: "/user/a.b"),
            Row(sent: "/", normal: "/"), Row(sent: "//", normal: "/"), Row(sent: "/api", normal: "/"),
            Row(sent: "/api/", normal: "/"), Row(sent: "/apix", normal: "/apix"),
            Row(sent: "/api/api/user", normal: "/api/user"), Row(sent: "*", normal: "*"),
            Row(sent: "/a/../b", normal: "/a/../b"),
            Row(sent: "/_mock/requests", normal: "/_mock/requests", isExact: true),
            Row(sent: "/%5Fmock/requests", normal: "/_mock/requests", isExact: true),
            Row(sent: "/_mock//requests", normal: "/_mock//requests", isExact: true),
            Row(sent: "/_mock", normal: "/_mock", isExact: true),
            Row(sent: "//_mock/requests", normal: "/_mock/requests"),
            Row(sent: "/api/_mock/requests", normal: "/_mock/requests"),
            Row(sent: "/_mockery", normal: "/_mockery"),
        ])
    func normal(_ row: Row) {
        let path = RequestPath(row.sent, Self.rules)
        #expect(path.text == row.normal)
        #expect(path.isExact == row.isExact)
        #expect(path == RequestPath(Array("GET \(row.sent)".utf8)[4...], Self.rules), "a slice reads the same")
    }

    @Test("without rules keeps every prefix")
    func noRules() {
        #expect(RequestPath("/api/user").text == "/api/user")
        #expect(!RequestPath("/").isExact)
    }

    @Test(
        "is named as it was sent, with its slashes merged",
        arguments: [
            ("//api//user/n%6fthing/", "/api/user/n%6fthing"), ("/", "/"), ("///", "/"), ("/a", "/a"), ("/a/", "/a"),
        ])
    func merged(_ sent: String, _ merged: String) {
        #expect(RequestPath.merged(Array(sent.utf8)[...]) == ArraySlice(merged.utf8))
    }
}
