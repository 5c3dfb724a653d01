import JSON
import Testing

@testable import MockControl

@Suite("calling.md §§5, 6: outcomes of an account, and calls with every stored field") struct OutcomeCallTests {
    private static let outcomes = """
        [{"match":{"phone_number":"+4930*","campaign_id":3,"attempt":1},"outcome":"voicemail","seconds":12,\
        "extracted_variables":{"appointment_booked":true},"transcript":[["bot","Hello"],["human","Hi"]]},\
        {"outcome":{"weights":{"completed":5,"no-answer":2},"seed":42}}]
        """

    @Test("outcomes are set, shown, kept with the state, and forgotten") func life() async throws {
        try await withMock { mock async throws in
            let path = "/_mock/accounts/demo/outcomes"
            #expect(try await mock.compact("GET", path) == "[]")
            for _ in 0..<2 {
                #expect(try await mock.compact("PUT", path, Self.outcomes) == Self.outcomes)
                #expect(try await mock.compact("GET", path) == Self.outcomes)
            }
            let account = try await mock.control("GET", "/state")["accounts"]?[0]
            #expect(account?["outcomes"]?.array?.count == 2)
            #expect(try await mock.control("GET", "/accounts/demo")["outcomes"]?.array?.count == 2)
            #expect(try await mock.compact("GET", "/_mock/accounts/other/outcomes") == "[]")
            // A change of the account that does not name them leaves them.
            try await mock.control("PATCH", "/accounts/demo", #"{"balance":1}"#)
            #expect(try await mock.compact("GET", path) == Self.outcomes)
            #expect(try await mock.compact("DELETE", path) == #"{"deleted":2}"#)
            #expect(try await mock.compact("GET", path) == "[]")
            #expect(try await mock.call("PUT", path, Self.outcomes).status == 200)
            try await mock.control("POST", "/accounts/demo/reset")
            #expect(try await mock.compact("GET", path) == "[]")
            #expect(try await mock.call("GET", "/_mock/accounts/nobody/outcomes").status == 404)
        }
    }

    @Test(
        "a mistake is refused with its place, and changes nothing",
        arguments: [
            (#"[{"outcome":"ringing"}]"#, 422, "[0].outcome"), (#"[{"outcom":"busy"}]"#, 422, "[0].outcom"),
            (#"[{"outcome":"busy"},{}]"#, 422, "[1].outcome"), ("[1]", 422, "[0]"),
            (#"[{"outcome":"busy","seconds":86401}]"#, 422, "[0].seconds"),
            (#"[{"outcome":"busy","match":{"number":"1"}}]"#, 422, "[0].match.number"),
            (#"[{"outcome":"busy","match":{"attempt":0}}]"#, 422, "[0].match.attempt"),
            (#"[{"outcome":{"weights":{"busy":0}}}]"#, 422, "[0].outcome.weights"),
            (#"[{"outcome":{"weights":{"idle":1}}}]"#, 422, "[0].outcome.weights.idle"),
            (#"[{"outcome":"busy","extracted_variables":[1]}]"#, 422, "[0].extracted_variables"),
            (#"[{"outcome":"busy","outcome":"failed"}]"#, 422, "0.outcome"),
            (#"[{"outcome":"busy","transcript":[["cat","Miaow"]]}]"#, 422, "[0].transcript[0][0]"),
            ("{}", 400, nil), ("", 400, nil), ("[", 400, nil),
        ] as [(String, Int, String?)])
    func mistakes(_ body: String, _ status: Int, _ path: String?) async throws {
        try await withMock { mock async throws in
            let url = "/_mock/accounts/demo/outcomes"
            #expect(try await mock.call("PUT", url, Self.outcomes).status == 200)
            let reply = try await mock.call("PUT", url, body)
            #expect(reply.status == status)
            if let path { #expect(try reply.json["errors"]?.object?.members.map(\.name) == [path], "\(reply.text)") }
            #expect(try await mock.compact("GET", url) == Self.outcomes)
        }
    }

    @Test(
        "calls are filtered and come in pages",
        arguments: [
            ("", [1, 2, 3]), ("?account=demo", [1, 2]), ("?status=busy", [2]), ("?outcome=completed", [1, 3]),
            ("?campaign_id=1", [1]), ("?lead_id=1", [1]), ("?lead_id=2", []), ("?limit=1&after=1", [2]),
            ("?after=3", []), ("?before=3", [2, 1]), ("?before=9&limit=1", [3]), ("?before=1", []),
            ("?began_from=2026-01-01T00:00:00Z", [1, 2, 3]), ("?began_from=2026-01-01T00:00:01Z", []),
            ("?began_before=2026-01-01T00:00:01Z&account=other", [3]), ("?began_before=2026-01-01T00:00:00Z", []),
        ])
    func calls(_ query: String, _ ids: [Int64]) async throws {
        try await withMock { mock async throws in
            try await LeadCallTests.prepare(mock)
            var state = try await mock.control("GET", "/state").object ?? [:]
            let number: JSONValue = "+15550100123"
            state["calls"] = [
                [
                    "id": 1, "account": "demo", "campaign_id": 1, "lead_id": 1, "assistant_id": 129,
                    "client_phone_number": number, "status": "in-progress", "hidden": true,
                    "ends_at": "2100-01-01T00:00:00Z",
                ],
                [
                    "id": 2, "account": "demo", "assistant_id": 129, "client_phone_number": number, "outcome": "busy",
                ],
                ["id": 3, "account": "other", "assistant_id": 201, "client_phone_number": number],
            ]
            state["next_call_id"] = 4
            try await mock.control("PUT", "/state", String(decoding: JSONValue.object(state).encoded(), as: UTF8.self))
            let calls = try await mock.control("GET", "/calls\(query)")["calls"]?.array
            #expect(calls?.map { $0["id"]?.integer } == ids)
            guard query.isEmpty else { return }
            #expect(calls?[1]["status"] == "busy" && calls?[1]["ended_at"] == "2026-01-01T00:00:05.000000Z")
            #expect(try await mock.call("GET", "/_mock/calls?status=over").status == 422)
            #expect(try await mock.call("GET", "/_mock/calls?began_from=today").status == 422)
            let counted = try await mock.control("GET", "/calls?limit=1&step=3600")
            #expect(counted["calls"]?.array?.count == 1 && counted["total"] == 3 && counted["going_on"] == 1)
            #expect(counted["outcomes"] == ["completed": 1, "busy": 1])
            #expect(
                counted["spans"] == [
                    [
                        "time": "2026-01-01T00:00:00.000000Z", "outcomes": ["completed": 1, "busy": 1], "going_on": 1,
                    ]
                ])
            let total = try await mock.control("GET", "/calls?account=demo&counts=1")
            #expect(total["total"] == 2 && total["spans"] == nil)
            // One call, also as a client sees it, who does not see the hidden one.
            let one = try await mock.control("GET", "/calls/2")
            #expect(one["outcome"] == "busy" && one["seen_by_client"]?["status"] == "busy")
            #expect(try await mock.control("GET", "/calls/1")["seen_by_client"] == .null)
            #expect(try await mock.call("GET", "/_mock/calls/9").status == 404)
            // A client does not see the hidden one.
            let page = try await mock.call("GET", "/api/user/calls", headers: ["Authorization": "Bearer demo-key"])
            #expect(try page.json["data"]?.array?.map { $0["id"]?.integer } == [2])
        }
    }
}

extension RunningMock {
    /// The JSON of a reply, without blanks.
    fileprivate func compact(_ method: String, _ target: String, _ body: String = "") async throws -> String {
        String(decoding: try await call(method, target, body).json.encoded(), as: UTF8.self)
    }
}
