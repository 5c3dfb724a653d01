import JSON
import Testing

@testable import MockControl

@Suite("calling.md §1: a change of the clock plays every second up to and including the new one")
struct PlayedSecondTests {
    /// Lets a state have a lead that waits in a campaign in progress, on a clock that stands still.
    private func waitForCall(_ mock: RunningMock) async throws {
        _ = try await mock.control("PUT", "/clock", #"{"mode":"frozen","now":"2026-02-23T10:00:00Z"}"#)
        var state = try #require(try await mock.control("GET", "/state").object)
        state["campaigns"] = [
            [
                "id": 1, "account": "demo", "name": "Spring", "assistant_id": 129, "status": "in-progress",
                "timezone": "UTC",
            ]
        ]
        state["leads"] = [["id": 1, "campaign_id": 1, "phone_number": "+15550100001"]]
        (state["next_campaign_id"], state["next_lead_id"]) = (2, 2)
        _ = try await mock.control(
            "PUT", "/state", String(decoding: JSONValue.object(state).encoded(), as: UTF8.self))
    }

    @Test(
        "also what is due in the very second where the clock stands already",
        arguments: [#"{"now":"2026-02-23T10:00:00Z"}"#, #"{"advance":0}"#, #"{"advance_to":"next"}"#])
    func verySecond(_ change: String) async throws {
        try await withMock { mock async throws in
            try await waitForCall(mock)
            let clock = try await mock.control("PUT", "/clock", change)
            #expect(clock["now"] == "2026-02-23T10:00:00.000000Z")
            #expect(clock["simulated"]?["calls"] == 1)
            let calls = try await mock.control("GET", "/calls")["calls"]?.array
            #expect(calls?.map { $0["status"] } == ["in-progress"])
        }
    }
}
