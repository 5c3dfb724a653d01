import CampaignAPI
import CampaignStore
import JSON
import TestSupport
import Testing

@testable import MockControl

@Suite("The body of a webhook") struct WebhookBodyTests {
    private static let members = [
        "id", "customer_phone", "assistant_phone", "duration", "status", "extracted_variables", "input_variables",
        "transcript", "formatted_transcript", "created_at", "finished_at", "lead",
    ]

    private func names(_ value: JSONValue?) -> [String] { value?.object?.members.map(\.name) ?? [] }

    private func body(_ post: DuePost) throws -> JSONValue {
        var writer = JSONWriter()
        PostCallWebhook.write(post, to: &writer)
        return try JSONReader.read(writer.takeBytes().span)
    }

    @Test("of a campaign's call has the documented members in their order")
    func campaignCall() async throws {
        try await withMock { mock in
            let body = try body(try DuePosts(mock: mock).campaignCall(12))
            #expect(names(body) == Self.members)
            #expect(
                names(body["lead"]) == [
                    "id", "phone_number", "variables", "status", "call_tries", "created_at", "updated_at", "campaign",
                ])
            #expect(
                names(body["lead"]?["campaign"]) == [
                    "id", "name", "status", "allowed_hours_start_time", "allowed_hours_end_time", "allowed_days",
                    "max_calls_in_parallel", "max_retries", "retry_interval", "created_at", "updated_at",
                ])
            #expect(body["id"] == 12)
            #expect(body["duration"] == 60)
            #expect(body["status"] == "completed")
            #expect(body["extracted_variables"]?["booked"] == true)
            #expect(body["input_variables"]?["first_name"] == "Ann")
            #expect(body["created_at"] == "2026-02-23T10:00:00.000000Z")
            #expect(body["finished_at"] == "2026-02-23T10:01:00.000000Z")
            #expect(body["lead"]?["campaign"]?["allowed_hours_start_time"] == "09:30")
            #expect(body["lead"]?["campaign"]?["allowed_hours_end_time"] == "17:00")
        }
    }

    @Test("is what the platform's document describes", arguments: OutcomeName.allCases)
    func described(_ outcome: OutcomeName) async throws {
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            let document = try await mock.control("GET", "/openapi.json")
            let operation = document["webhooks"]?["post-call"]?["post"]
            let schema = try #require(operation?["requestBody"]?["content"]?["application/json"]?["schema"])
            let checker = SchemaChecker(document)
            for post in [try posts.campaignCall(1, outcome: outcome), try posts.call(2, outcome: outcome)] {
                #expect(checker.mistakes(in: try body(post), by: schema) == [])
            }
            #expect(operation?["security"] == [])
        }
    }

    @Test("of a call without a campaign has a lead that is null")
    func bareCall() async throws {
        try await withMock { mock in
            let body = try body(try DuePosts(mock: mock).call(1))
            #expect(names(body) == Self.members)
            #expect(body["lead"] == .null)
            #expect(body["input_variables"] == [])
        }
    }

    @Test("spreads what was said over the call, with fractions of seconds")
    func transcript() async throws {
        try await withMock { mock in
            let post = try DuePosts(mock: mock).call(1)
            var writer = JSONWriter()
            PostCallWebhook.write(post, to: &writer)
            let text = String(decoding: writer.bytes, as: UTF8.self)
            let times = text.matches(of: /"timestamp":(\d+\.\d{6})[,}]/).compactMap { Double($0.1) }
            #expect(times.count == 3)
            #expect(times == times.sorted())
            #expect(times.allSatisfy { $0 > Double(DuePosts.begin) && $0 < Double(DuePosts.begin + 60) })
            #expect(times.allSatisfy { $0 != $0.rounded() })
            let lines = try body(post)["transcript"]?.array ?? []
            #expect(names(lines.first) == ["text", "type", "sender", "timestamp"])
            #expect(lines.map { $0["sender"] } == ["bot", "human", "bot"])
            #expect(lines.allSatisfy { $0["type"] == "transcript" })
        }
    }

    @Test(
        "names the outcome",
        arguments: [
            (OutcomeName.completed, "completed"), (.goalIncomplete, "completed"), (.voicemail, "voicemail"),
            (.noAnswer, "no-answer"), (.busy, "busy"), (.failed, "failed"),
        ])
    func status(_ outcome: OutcomeName, _ status: String) async throws {
        try await withMock { mock in
            let body = try body(try DuePosts(mock: mock).call(1, outcome: outcome))
            #expect(body["status"] == .string(status))
            let isSilent = outcome.answer == .unknown
            #expect((body["transcript"] == []) == isSilent)
            #expect((body["formatted_transcript"] == .null) == isSilent)
        }
    }
}
