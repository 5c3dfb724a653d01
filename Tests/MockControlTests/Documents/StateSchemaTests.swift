import CampaignAPI
import JSON
import TestSupport
import Testing

@testable import MockControl

/// A state is read by other means than fields, so what the document says of it is tried member by member.
@Suite("The state in the control plane's document") struct StateSchemaTests {
    /// A state with one of everything.
    private static let whole: JSONValue = [
        "$schema": "./seed.schema.json",
        "plans": ["growth": ["max_campaigns": 9, "max_calls_in_parallel": 4, "rate_limit": 60]],
        "accounts": [
            [
                "name": "demo",
                "plan": ["name": "own", "max_campaigns": 3, "max_calls_in_parallel": 2, "rate_limit": 9],
                "timezone": "UTC", "api_keys": ["key"], "user": ["name": "Dana", "email": "dana@example.com"],
                "balance": 7.5, "lead_list": "bare", "clock": ["mode": "offset", "offset_seconds": 60],
                "assistants": [
                    [
                        "id": 1, "name": "Ava", "type": "outbound", "mode": "m", "status": "s", "voice_id": 1,
                        "language_id": 1, "timezone": "UTC", "initial_message": "", "system_prompt": "",
                        "variables": ["a": 1], "webhook_url": "http://127.0.0.1/", "is_webhook_active": true,
                        "phone_number_id": 1, "max_duration": 1, "record": true, "uuid": "u",
                        "created_at": "2026-02-23T10:00:00Z", "updated_at": "2026-02-23T10:00:00Z",
                        "post_call_schema": [["name": "v", "type": "bool", "description": "d"]],
                    ]
                ],
                "phone_numbers": [
                    [
                        "id": 1, "phone_number": "+15550100001", "country_code": "US", "type": "sip",
                        "sms_capable": false, "region": "r", "created_at": "2026-02-23T10:00:00Z",
                    ]
                ],
                "outcomes": [
                    [
                        "match": ["phone_number": "+49*", "campaign_id": 1, "attempt": 1],
                        "outcome": ["weights": ["completed": 1, "busy": 1], "seed": 5], "seconds": 9,
                        "extracted_variables": ["v": true], "transcript": [["bot", "Hello"]],
                    ]
                ],
                "simulated_until": "2026-02-23T10:00:00Z",
            ]
        ],
        "campaigns": [
            [
                "id": 1, "account": "demo", "name": "Spring", "status": "draft", "assistant_id": 1, "timezone": "UTC",
                "max_calls_in_parallel": 1, "allowed_hours_start_time": "09:00:00",
                "allowed_hours_end_time": "17:00:00", "allowed_days": ["monday"], "max_retries": 1,
                "retry_interval": 10, "retry_on_voicemail": true, "retry_on_goal_incomplete": true,
                "goal_completion_variable": "v", "mark_complete_when_no_leads": false, "phone_number_ids": [1],
                "created_at": "2026-02-23T10:00:00Z", "updated_at": "2026-02-23T10:00:00Z", "calls_begun": 2,
            ]
        ],
        "next_campaign_id": 5,
        "leads": [
            [
                "id": 1, "campaign_id": 1, "phone_number": "+15550100123", "primary_id": .null, "variables": ["a": 1],
                "status": "completed", "call_tries": 2, "created_at": "2026-02-23T10:00:00Z",
                "updated_at": "2026-02-23T10:00:00Z", "due_at": "2026-02-23T11:00:00Z",
            ]
        ],
        "next_lead_id": 5,
        "calls": [
            [
                "id": 1, "account": "demo", "campaign_id": 1, "lead_id": 1, "assistant_id": 1, "type": "outbound",
                "assistant_phone_number": "+15550100001", "client_phone_number": "+15550100123", "outcome": "busy",
                "attempt": 1, "status": "busy", "created_at": "2026-02-23T10:00:00Z",
                "ends_at": "2026-02-23T10:00:05Z", "ended_at": "2026-02-23T10:00:05Z", "decides": true,
                "hidden": false, "variables": ["a": 1], "transcript": [["bot", "Hello"]],
                "extracted_variables": ["v": true], "webhook_response": ["status": 200],
            ]
        ],
        "next_call_id": 5,
    ]

    private static let least: JSONValue = [
        "accounts": [
            [
                "name": "demo", "plan": ["name": "own", "max_campaigns": 3, "max_calls_in_parallel": 4],
                "timezone": "Europe/Berlin", "api_keys": ["key"],
                "assistants": [
                    ["id": 1, "name": "Ava", "type": "outbound", "post_call_schema": [["name": "v", "type": "bool"]]]
                ],
                "phone_numbers": [["id": 1, "phone_number": "+15550100001"]],
            ]
        ],
        "campaigns": [["id": 1, "account": "demo", "name": "Spring", "assistant_id": 1]],
        "leads": [["id": 1, "campaign_id": 1, "phone_number": "+15550100123"]],
        "calls": [
            ["id": 1, "account": "demo", "assistant_id": 1, "client_phone_number": "+15550100123"]
        ],
    ]

    @Test("has the members that the reader knows, no others, and requires those that it requires") func members()
        async throws
    {
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            let schema = try #require(try document.operation("replaceState").requestSchema())
            #expect(document.checker.mistakes(in: Self.whole, by: schema) == [])
            #expect(try await replace(mock, Self.whole).status == 200)
            let objects = Probe.leaves(of: schema, in: document) + [([], document.checker.resolved(schema))]
            for (path, schema) in objects where schema["properties"] != nil {
                let names = (schema["properties"]?.object?.members ?? []).map(\.name)
                let refusal = try await replace(mock, Self.whole.setting((path + ["unknown"])[...], 1))
                let known = try #require(
                    refusal.message?.firstMatch(of: /one of the members (.+), found/)?.1, "\(refusal.text)")
                #expect(Set(known.split(separator: ", ").map(String.init)) == Set(names), "\(path)")
                for name in names {
                    let isRequired = schema["required"]?.array?.contains(.string(name)) ?? false
                    let without = try await replace(mock, Self.whole.setting((path + [name])[...], nil))
                    // Some members that may be absent are needed by others.
                    if isRequired || without.status == 422 {
                        let isNeeded = isRequired || Self.isNeededHere(path + [name])
                        #expect((without.status == 422) == isNeeded, "\(path) \(name): \(without.text)")
                    }
                }
            }
        }
    }

    /// Whether another member of ``whole`` depends on the member.
    private static func isNeededHere(_ path: [String]) -> Bool {
        [
            ["campaigns"], ["leads"], ["calls", "0", "campaign_id"], ["accounts", "0", "phone_numbers"],
            ["accounts", "0", "clock", "offset_seconds"],
            ["accounts", "0", "plan", "max_campaigns"], ["accounts", "0", "plan", "max_calls_in_parallel"],
        ].contains(path)
    }

    @Test("has the reader's limits") func limits() async throws {
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            let schema = try #require(try document.operation("replaceState").requestSchema())
            var probes = 0
            for (path, schema) in Probe.leaves(of: schema, in: document) {
                for value in Probe.invalid(schema) {
                    let reply = try await replace(mock, Self.whole.setting(path[...], value))
                    #expect(reply.status == 422, "\(path) \(value)")
                    probes += 1
                }
                let types = schema["type"]?.array ?? schema["type"].map { [$0] } ?? []
                // The ids depend on one another.
                guard types.contains("integer"), let name = path.last, !name.hasSuffix("id") else { continue }
                for (limit, value) in [("minimum", Int64.min), ("maximum", .max)] {
                    let value = schema[limit] ?? .integer(value)
                    let reply = try await replace(mock, Self.whole.setting(path[...], value))
                    #expect(reply.status == 200, "\(path) \(value): \(reply.text)")
                }
            }
            #expect(probes > 120)
        }
    }

    @Test("has the reader's defaults") func defaults() async throws {
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            let schema = try #require(try document.operation("replaceState").requestSchema())
            #expect(document.checker.mistakes(in: Self.least, by: schema) == [])
            #expect(try await replace(mock, Self.least).status == 200)
            let state = try await mock.control("GET", "/state")
            var count = 0
            for (path, schema) in Probe.leaves(of: schema, in: document) {
                guard let value = schema["default"], Self.least.value(at: path) == nil else { continue }
                #expect(state.value(at: path) == value, "\(path)")
                count += 1
            }
            #expect(count > 30)
        }
    }

    private func replace(_ mock: RunningMock, _ state: JSONValue) async throws -> Reply {
        try await mock.call("PUT", "/_mock/state", String(decoding: state.encoded(), as: UTF8.self))
    }
}

extension JSONValue {
    fileprivate func value(at path: [String]) -> JSONValue? {
        path.reduce(Optional(self)) { value, name in Int(name).map { value?[$0] } ?? value?[name] }
    }
}
