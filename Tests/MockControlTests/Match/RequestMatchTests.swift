import CampaignAPI
import HTTPServer
import JSON
import Testing

@testable import MockControl

@Suite("A match") struct RequestMatchTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let criterion: Criterion
        let holds: Bool
    }

    static let body =
        #"{"name":"Spring","assistant_id":129,"allowed_days":["monday"],"deep":{"a":1,"b":[2.0]},"a.b":{"c/d~":7},"none":null}"#

    static func subject(body: String = body) -> MatchSubject {
        MatchSubject(
            method: "POST", path: RequestPath("/user/campaign"), body: Array(body.utf8)[...],
            answered: MatchSubject.Answered(number: 7, time: 1_000, status: 422, hasWarnings: true)
        ) { "demo" }
    }

    @Test(
        "checks each kind of criterion",
        arguments: [
            Row(testDescription: "account", criterion: .account("demo"), holds: true),
            Row(testDescription: "another account", criterion: .account("other"), holds: false),
            Row(testDescription: "method", criterion: .method("POST"), holds: true),
            Row(testDescription: "path without /api", criterion: .path(PathPattern("/user/campaign")), holds: true),
            Row(testDescription: "path with /api", criterion: .path(PathPattern("/api/user/campaign")), holds: true),
            Row(testDescription: "beginning of a path", criterion: .path(PathPattern("/user")), holds: false),
            Row(testDescription: "star at the end", criterion: .path(PathPattern("/user/*")), holds: true),
            Row(testDescription: "star in the middle", criterion: .path(PathPattern("/u*/c*ign")), holds: true),
            Row(testDescription: "star and a wrong end", criterion: .path(PathPattern("/u*/x")), holds: false),
            Row(testDescription: "only a star", criterion: .path(PathPattern("*")), holds: true),
            Row(testDescription: "status", criterion: .status(422), holds: true),
            Row(testDescription: "after a number", criterion: .since(.number(6)), holds: true),
            Row(testDescription: "not after its own number", criterion: .since(.number(7)), holds: false),
            Row(testDescription: "at a time", criterion: .since(.time(1_000, text: "")), holds: true),
            Row(testDescription: "before a time", criterion: .since(.time(1_001, text: "")), holds: false),
            Row(testDescription: "warnings", criterion: .hasWarnings(true), holds: true),
            Row(testDescription: "no warnings", criterion: .hasWarnings(false), holds: false),
            Row(testDescription: "text in the body", criterion: .bodyContains(#"ce":"#), holds: false),
            Row(testDescription: "text at its end", criterion: .bodyContains("null}"), holds: true),
            Row(testDescription: "no text", criterion: .bodyContains(""), holds: true),
            Row(testDescription: "a string member", criterion: .member("name", anyOf: ["Spring"]), holds: true),
            Row(testDescription: "case matters", criterion: .member("name", anyOf: ["spring"]), holds: false),
            Row(testDescription: "a number", criterion: .member("assistant_id", anyOf: [129.0]), holds: true),
            Row(testDescription: "one of two", criterion: .member("assistant_id", anyOf: ["129", 129]), holds: true),
            Row(testDescription: "an element", criterion: .member("allowed_days.0", anyOf: ["monday"]), holds: true),
            Row(testDescription: "no such element", criterion: .member("allowed_days.1", anyOf: [.null]), holds: false),
            Row(
                testDescription: "an object in any order",
                criterion: .member("deep", anyOf: [["b": [2], "a": 1]]), holds: true),
            Row(testDescription: "an object with less", criterion: .member("deep", anyOf: [["a": 1]]), holds: false),
            Row(testDescription: "null", criterion: .member("none", anyOf: [.null]), holds: true),
            Row(testDescription: "missing is not null", criterion: .member("gone", anyOf: [.null]), holds: false),
            Row(testDescription: "absent", criterion: .absent("gone"), holds: true),
            Row(testDescription: "absent deep down", criterion: .absent("deep.c"), holds: true),
            Row(testDescription: "null is not absent", criterion: .absent("none"), holds: false),
            Row(testDescription: "a value is not absent", criterion: .absent("deep.b.0"), holds: false),
            Row(testDescription: "a dot splits a path", criterion: .member("a.b", anyOf: [["c/d~": 7]]), holds: false),
            Row(testDescription: "a pointer", criterion: .member("/a.b", anyOf: [["c/d~": 7]]), holds: true),
            Row(testDescription: "a pointer's escapes", criterion: .member("/a.b/c~1d~0", anyOf: [7]), holds: true),
            Row(testDescription: "a pointer to an element", criterion: .member("/deep/b/0", anyOf: [2]), holds: true),
            Row(testDescription: "an index has one spelling", criterion: .absent("/deep/b/00"), holds: true),
        ])
    func criterion(_ row: Row) {
        var subject = Self.subject()
        #expect(row.criterion.holds(for: &subject) == row.holds)
        let differences = RequestMatch(criteria: [row.criterion]).differences(in: &subject)
        #expect(differences.isEmpty == row.holds)
    }

    @Test("finds no member in a body that is not JSON") func noJSON() {
        var subject = Self.subject(body: "{")
        #expect(!Criterion.member("name", anyOf: ["Spring"]).holds(for: &subject))
    }

    @Test(
        "for a path matches every spelling of it",
        arguments: [
            ("/user/campaign", "/user/campaign/", true), ("/user/campaign", "//user//campaign", true),
            ("/user/campaign", "/user/campa%69gn", true), ("/user/campaign", "/api/user/campaign", true),
            ("/user/campaign", "/%61pi//user/campaign/", true), ("/user//campa%69gn/", "/user/campaign", true),
            ("/api/user/campaign", "/user/campaign", true), ("/api*", "/api/user/campaign", true),
            ("/api*", "/user/campaign", true), ("/api/*", "/user/campaign", true), ("/ap*", "/user", true),
            ("*/api/*", "/user", true), ("*/campaign", "/user/campaign/", true), ("/user*/", "/user/campaign", true),
            ("/u*r/c*", "/api/user/campaign", true), ("/a%2Fb", "/a%2fb", true), ("/a%2Fb", "/a/b", false),
            ("/a%2Ab", "/a*b", true), ("/a%2Ab", "/axb", false), ("/%C3%BC", "/\u{FC}", true),
            ("/\u{FC}", "/%c3%bc", true),
            ("/a%00b", "/axb", false), ("/a%00b", "/a%00b", true), ("/a%00*", "/a%00xyz", true),
            ("/a%00*", "/abxyz", false),
            ("/u*u", "/u", false), ("/user/campaign", "/user", false), ("/apis", "/s", false), ("/", "/api", true),
        ])
    func path(_ row: (pattern: String, sent: String, matches: Bool)) {
        #expect(PathPattern(row.pattern).matches(RequestPath(row.sent, .mock)) == row.matches)
    }

    @Test(
        "finds no member absent from a body that is not JSON or is cut",
        arguments: [("", true), ("{}", true), ("{", false), (#"{"name":1}"#, false)])
    func absence(_ row: (body: String, holds: Bool)) {
        var subject = Self.subject(body: row.body)
        #expect(Criterion.absent("name").holds(for: &subject) == row.holds)
        var cut = Self.subject(body: "")
        cut.isBodyCut = true
        #expect(!Criterion.absent("name").holds(for: &cut))
    }

    @Test("distinguishes an absent member from null in its differences") func absentFromNull() {
        var subject = Self.subject()
        let match = RequestMatch(criteria: [
            .member("none", anyOf: ["x"]), .member("gone", anyOf: ["x"]), .absent("name"),
        ])
        #expect(
            match.differences(in: &subject).map(\.json) == [
                ["member": "json.none", "expected": "x", "found": .null],
                ["member": "json.gone", "expected": "x", "absent": true],
                ["member": "absent", "expected": "name", "found": "Spring"],
            ])
    }

    @Test("shows expected and found values and their distance in its differences") func difference() {
        var subject = Self.subject()
        let match = RequestMatch(criteria: [.method("POST"), .member("name", anyOf: ["Sprint"]), .status(201)])
        let differences = match.differences(in: &subject)
        #expect(differences.map(\.member) == ["json.name", "status"])
        #expect(differences.map(\.expected) == ["Sprint", 201])
        #expect(differences.map(\.found) == ["Spring", 422])
        #expect(differences[0].distance < differences[1].distance)
    }

    @Test(
        "is met or not by a count, which its description states",
        arguments: [
            (CountExpectation(exactly: 2), [false, false, true, false], "exactly 2 requests"),
            (CountExpectation(atLeast: 1), [false, true, true, true], "at least 1 request"),
            (CountExpectation(atMost: 1), [true, true, false, false], "at most 1 request"),
            (CountExpectation(atLeast: 1, atMost: 2), [false, true, true, false], "1 to 2 requests"),
            (CountExpectation(), [false, true, true, true], "at least 1 request"),
        ])
    func counts(_ row: (expectation: CountExpectation, met: [Bool], description: String)) {
        #expect((0...3).map { row.expectation.isMet(by: $0, uncertain: 0) } == row.met)
        #expect(row.expectation.description == row.description)
    }

    @Test(
        "is undecided when uncertain requests could change the verdict",
        arguments: [
            (CountExpectation(exactly: 2), [false, nil, nil, false]),
            (CountExpectation(exactly: 0), [nil, false, false, false]),
            (CountExpectation(atLeast: 2), [false, nil, true, true]),
            (CountExpectation(atMost: 2), [true, true, nil, false]),
            (CountExpectation(atLeast: 1, atMost: 3), [nil, true, true, nil]),
        ])
    func uncertain(_ row: (expectation: CountExpectation, met: [Bool?])) {
        #expect((0...3).map { row.expectation.isMet(by: $0, uncertain: 1) } == row.met)
    }
}

extension MemberPath: ExpressibleByStringLiteral {
    /// A path in a test. It must not be empty.
    public init(stringLiteral text: String) {
        guard let path = MemberPath(text) else { preconditionFailure("A member path must not be empty.") }
        self = path
    }
}
