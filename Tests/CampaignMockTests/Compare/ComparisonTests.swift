import Base
import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

@testable import campaign_mock

/// A second mock stands in for the real endpoint.
@Suite("A comparison with a real endpoint") struct ComparisonTests {
    private static let ids = AccountIDs(assistant: 129, inboundAssistant: 128, phoneNumber: 1, maximumCalls: 10)

    @Test("finds no difference in a mock with other data, and knows which campaigns it has created")
    func same() async throws {
        let names = [
            "user", "assistants-paged", "preflight", "unauthenticated-without-a-key", "malformed-form",
            "validation-of-one-field", "assistant-inbound", "created-with-every-parameter",
            "created-from-a-multipart-form", "leads-listed", "lead-updated-by-the-short-path", "lead-deleted",
        ]
        try await withMock { real in
            let run = try await Self.compare(names, with: real)
            // The requests that go before, too: created-with-defaults, lead-created and lead-created-with-everything.
            #expect(run.results.count == names.count + 3)
            #expect(run.results.flatMap { $0.differences.map(\.sentence) } == [])
            #expect(try await real.campaigns.map(\.id) == run.created.map { Int($0.id) })
            #expect(try await real.campaigns.allSatisfy { $0.status == "draft" })
        }
    }

    @Test("says in a sentence how an answer differs: status, field, member, kind")
    func differences() async throws {
        var options = MockOptions()
        options.validationMessage = .text("Nothing fits.")
        options.leadList = .bare
        try await withMock(options) { real in
            let body = #"{"name":"Dana","email":7,"total_balance":3,"extra":[1]}"#
            try real.faults.add(
                .status(
                    200, headers: ["Content-Type": "application/json; charset=utf-8"], body: body,
                    for: MockMatch("GET", "/user/me")))
            try real.faults.add(.status(503, body: "down", for: MockMatch("GET", "/user/campaigns")))
            let run = try await Self.compare(
                ["user", "campaigns-listed-without-any", "leads-listed-without-any", "validation-of-one-field"],
                with: real)
            let sentences = Dictionary(
                uniqueKeysWithValues: run.results.map { ($0.request.name, $0.differences.map(\.sentence)) })
            #expect(
                sentences["user"] == [
                    """
                    The header field Content-Type is application/json; charset=utf-8 at the real endpoint, and \
                    application/json in the mock.
                    """,
                    "In the body, email is an integer at the real endpoint, and a string in the mock.",
                    "In the body, extra is only in the answer of the real endpoint: [1].",
                ])
            #expect(
                sentences["campaigns-listed-without-any"] == [
                    "The status is 503 at the real endpoint, and 200 in the mock."
                ])
            #expect(
                sentences["leads-listed-without-any"] == [
                    "The body is an array at the real endpoint, and an object in the mock."
                ])
            #expect(
                sentences["validation-of-one-field"] == [
                    """
                    In the body, message is "Nothing fits." at the real endpoint, and "The given data was invalid." in \
                    the mock.
                    """
                ])
        }
    }

    @Test("leaves out what needs an earlier success that did not come, and deletes what it has created")
    func failedPrecedent() async throws {
        try await withMock { real in
            try real.faults.add(.status(500, for: MockMatch("POST", "/user/campaign"), times: 1))
            let run = try await Self.compare(
                ["created-with-defaults", "lead-created", "created", "created-by-the-plural-path"], with: real,
                deletes: true)
            #expect(run.results.map(\.differences.count) == [1, 0, 0, 0], "\(run.results.map(\.request.name))")
            guard case .notSent(let reason) = run.results[3].outcome else {
                Issue.record("lead-created was sent")
                return
            }
            #expect(reason == "created-with-defaults did not succeed")
            #expect(run.created.map(\.deletion) == [200, 200])
            #expect(try await real.campaigns.isEmpty)
        }
    }

    @Test("waits for an answer 429 as long as that says, and says so, and paces its requests")
    func rateLimit() async throws {
        try await withMock { real in
            try real.faults.add(.status(429, headers: ["Retry-After": "7"], times: 1))
            let waits = Locked<[Duration]>([])
            let lines = Locked<[String]>([])
            let run = try await Self.compare(
                ["user", "assistants-all"], with: real, pause: .seconds(3_600),
                tell: { line in lines.withLock { $0.append(line) } },
                wait: { time in waits.withLock { $0.append(time) } })
            #expect(
                lines.withLock { $0 } == ["The real endpoint limits requests (429): the next one is sent in 7 s."])
            #expect(run.results.map(\.differences.count) == [0, 0])
            let seconds = waits.withLock { $0 }.map { Int(($0 / .seconds(1)).rounded(.up)) }
            #expect(seconds == [7, 3_600, 3_600])
        }
    }

    @Test("stops at a key that is refused, at a limit that stays, and at what is no HTTP")
    func stops() async throws {
        for (fault, stop) in [
            (MockFault.status(401), RealEndpoint.Stop.keyRefused), (.status(429), .limited),
            (.transport(.garbage), .noHTTP),
        ] {
            try await withMock { real in
                try real.faults.add(fault)
                let error = await #expect(throws: RealEndpoint.Stop.self) {
                    try await Self.compare(["user", "assistants-all"], with: real, wait: { _ in })
                }
                // curl itself refuses what is no HTTP/1.
                if case .unreachable(let report)? = error {
                    #expect(report.hasPrefix("curl: (1)"))
                } else {
                    #expect(error == stop)
                }
            }
        }
    }

    // MARK: - Running

    private typealias Run = (results: [Comparison.Result], created: [Comparison.Created])

    private static func compare(
        _ names: [String], with real: MockServer, pause: Duration = .zero, deletes: Bool = false,
        tell: @escaping @Sendable (String) -> Void = { _ in }, wait: (@Sendable (Duration) -> Void)? = nil
    ) async throws -> Run {
        var options = MockOptions()
        options.seed = ComparisonSeed.document(ids)
        let address = try RealAddress(real.url)
        var endpoint = RealEndpoint(
            address: address, key: "demo-key", timeout: .seconds(30), pause: pause,
            environment: ProcessInfo.processInfo.environment)
        endpoint.tell = tell
        if let wait { endpoint.wait = wait }
        let prepared = endpoint
        return try await withMock(options) { mock in
            try await OwnThread.run {
                var comparison = Comparison(prepared, mockURL: mock.url + "/api", ids: ids) { _ in }
                try comparison.run(ComparedRequest.all.filter { names.contains($0.name) })
                if deletes { try comparison.deleteCreated() }
                return (comparison.results, comparison.created)
            }
        }
    }
}
