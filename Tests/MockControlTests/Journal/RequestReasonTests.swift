import Base
import CampaignAPI
import JSON
import Testing

@testable import MockControl

/// The reasons of the fixtures' requests are in `FixtureReasons`.
@Suite("The reason of an answer") struct RequestReasonTests {
    private static let fields = ["Authorization": "Bearer YOUR_API_KEY", "Content-Type": "application/json"]

    static let faults: [(effect: String, reason: String)] = [
        (#""server_error""#, "on purpose: fault-1"), (#"{"status":502}"#, "on purpose: fault-1"),
        (#"{"delay_ms":1}"#, "campaign 1 is created, fault-1 held it up"),
        (#"{"transport":"reset"}"#, "on purpose: fault-1, no answer went out"),
        (#"{"transport":"truncate"}"#, "on purpose: fault-1, the answer was cut"),
        (#"{"name":"plan_limit","after_handling":true}"#, "on purpose: fault-1"),
    ]

    @Test("names the fault that shaped it", arguments: faults)
    func fault(_ row: (effect: String, reason: String)) async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"match":{"account":"demo"},"effect":\#(row.effect)}"#)
            _ = try? await mock.create()
            let entry = try await mock.control("POST", "/requests/wait", "{}")["request"]
            let number = try #require(entry?["number"]?.integer)
            let alone = try await mock.control("GET", "/requests/\(number)")
            #expect(alone["reason"] == .string(row.reason))
        }
    }

    @Test("names Prefer where it chose the answer") func preference() async throws {
        try await withMock { mock in
            try await mock.create(headers: ["Prefer": "code=500"])
            try await mock.create(headers: ["Prefer": "wait=0"])
            let reasons = try await reasons(mock)
            #expect(reasons == ["on purpose: Prefer", "campaign 1 is created"])
        }
    }

    @Test("counts the requests of a minute") func rate() async throws {
        try await withMock(clock: .init(.frozen(at: 1_771_840_800))) { mock in
            try await mock.control(
                "PATCH", "/accounts/demo", #"{"plan":{"max_campaigns":9,"max_calls_in_parallel":1,"rate_limit":2}}"#)
            for _ in 1...12 { _ = try await mock.call("GET", "/api/user/campaigns", headers: Self.fields) }
            let reasons = try await reasons(mock)
            #expect(reasons[1] == "0 campaigns")
            #expect(reasons[2] == "third in a minute, the limit is 2")
            #expect(reasons[10] == "11th in a minute, the limit is 2")
            #expect(reasons[11] == "12th in a minute, the limit is 2")
        }
    }

    static let bodies: [(body: String, reason: String)] = [
        ("{}", "name is missing; 1 more"), (#"{"name":"","assistant_id":129}"#, "name is empty"),
        (#"{"name":7,"assistant_id":129}"#, "name is not a text"),
        (#"{"name":"a","assistant_id":"x"}"#, "assistant_id is not a whole number"),
        (
            #"{"name":"a","assistant_id":129,"max_retries":9,"retry_interval":5,"timezone":"Mars"}"#,
            "timezone is no known time zone; 2 more"
        ),
        (#"{"name":"a","assistant_id":129,"max_retries":0}"#, "max_retries is below 1"),
        (#"{"name":"a","assistant_id":129,"max_calls_in_parallel":11}"#, "max_calls_in_parallel is above 10"),
        (
            #"{"name":"a","assistant_id":129,"allowed_hours_start_time":"9:00"}"#,
            "allowed_hours_start_time is not a time such as 09:00"
        ),
        (#"{"name":"a","assistant_id":129,"allowed_days":"monday"}"#, "allowed_days is not a list"),
        (#"{"name":"a","assistant_id":129,"allowed_days":["Monday"]}"#, "allowed_days.0 is none of the allowed words"),
        (#"{"name":"a","assistant_id":129,"phone_number_ids":[1,1]}"#, "phone_number_ids.0 is there twice; 1 more"),
        (#"{"name":"a","assistant_id":129,"phone_number_ids":[99]}"#, "phone_number_ids.0 is none of the account's"),
        (
            #"{"name":"a","assistant_id":129,"retry_on_voicemail":"yes"}"#,
            "retry_on_voicemail is neither true nor false"
        ),
        (#"{"name":"a","assistant_id":128}"#, "assistant 128 takes inbound calls only"),
        (#"{"name":"a","assistant_id":1000}"#, "the account has no assistant 1000"),
        (#"{"name":"a","assistant_id":"129","nmae":1}"#, "campaign 1 is created, 2 warnings"),
        ("[]", "the request body must be a JSON object, found an array at byte 0"),
    ]

    @Test("says what is wrong, in plain words", arguments: bodies)
    func body(_ row: (body: String, reason: String)) async throws {
        try await withMock { mock in
            try await mock.create(row.body)
            let reasons = try await reasons(mock)
            #expect(reasons == [row.reason])
        }
    }

    @Test("stands in lists and events too") func everywhere() async throws {
        try await withMock { mock in
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            try await mock.create()
            let event = try await reader.next("request").data
            #expect(event["reason"] == "campaign 1 is created")
            #expect(event["members"] == nil)
            let listed = try await reasons(mock)
            #expect(listed == ["campaign 1 is created"])
        }
    }

    private func reasons(_ mock: RunningMock) async throws -> [String] {
        let list = try await mock.control("GET", "/requests?order=oldest")["requests"]?.array
        return try #require(list).compactMap { $0["reason"]?.string }
    }
}
