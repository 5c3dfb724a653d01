import Base
import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

/// A program that is killed while a move of the clock plays the calls of campaigns.
@Suite("A mock that is killed in the middle of an advance (calling.md §§1, 6)") struct KilledCampaignTests {
    @Test("goes on after a restart, and ends with the calls, leads and campaigns of a run that nothing disturbed")
    func killed() async throws {
        let seed = UInt64.random(in: 0...1_000_000)
        let document = Self.document(seed: seed)
        let undisturbed = try await Self.undisturbedState(document)
        let expectedCalls = try #require(undisturbed["calls"]?.array?.count)
        try #require(expectedCalls > 3_000)
        let ended = try await withTemporaryDirectory { directory in
            try await Self.stateAfterKills(document, in: directory, of: expectedCalls)
        }
        for part in ["calls", "leads", "campaigns"] {
            let (expected, found) = (undisturbed[part]?.array ?? [], ended[part]?.array ?? [])
            #expect(found.count == expected.count, "seed \(seed): \(part)")
            let different = zip(expected, found).first { $0 != $1 }
            #expect(different == nil, "seed \(seed): \(part)")
        }
        for part in ["next_call_id", "next_lead_id", "accounts"] {
            #expect(ended[part] == undisturbed[part], "seed \(seed): \(part)")
        }
        #expect(ended["campaigns"]?.array?.allSatisfy { $0["status"]?.string == "completed" } == true)
    }

    // MARK: The campaigns

    private static let start = "2026-02-23T10:00:00Z"

    /// Two campaigns whose 2,000 leads, every tenth with a secondary contact, are called with weighted outcomes.
    private static func document(seed: UInt64) -> [UInt8] {
        var leads: [String] = []
        for id in 1...2_000 {
            let isContact = id % 10 == 0
            let number = "+1444\(1_000_000 + id)"
            let campaign = (id - (isContact ? 1 : 0)) % 2 + 1
            leads.append(
                #"{"id":\#(id),"campaign_id":\#(campaign),"phone_number":"\#(number)""#
                    + (isContact ? #","primary_id":\#(id - 1)}"# : "}"))
        }
        let outcomes = """
            [{"outcome":{"weights":{"completed":4,"voicemail":1,"no-answer":3,"busy":2,"failed":1},"seed":\(seed)}}]
            """
        let campaigns = [("UTC", 15, 20), ("Asia/Kolkata", 240, 30)].enumerated().map { index, campaign in
            """
            {"id":\(index + 1),"account":"demo","name":"Spring","assistant_id":127,"timezone":"\(campaign.0)",
             "retry_interval":\(campaign.1),"max_calls_in_parallel":\(campaign.2),"max_retries":2,
             "retry_on_voicemail":true,"allowed_hours_start_time":"09:00:00","allowed_hours_end_time":"12:00:00",
             "allowed_days":["monday","wednesday","saturday"]}
            """
        }
        let document = """
            {"plans": {"large": {"max_campaigns": 10, "max_calls_in_parallel": 40}},
             "accounts": [{"name": "demo", "plan": "large", "timezone": "UTC", "api_keys": ["demo-key"],
                           "balance": 10, "outcomes": \(outcomes),
                           "assistants": [{"id": 127, "name": "Booking", "type": "outbound", "phone_number_id": 1}],
                           "phone_numbers": [{"id": 1, "phone_number": "+15550100001"}]}],
             "campaigns": [\(campaigns.joined(separator: ","))], "leads": [\(leads.joined(separator: ","))]}
            """
        return Array(document.utf8)
    }

    /// Plays the same in one move, in this process.
    private static func undisturbedState(_ document: [UInt8]) async throws -> JSONValue {
        var options = MockOptions()
        options.seed = document
        options.control.frozenAt = MockServer.moment(start)
        return try await withMock(options) { mock in
            try await startCampaigns(port: mock.port)
            try await mock.clock.advance(to: .idle)
            let state = try await mock.state
            return try JSONReader.read(state.span)
        }
    }

    private static func startCampaigns(port: Int) async throws {
        for campaign in 1...2 {
            try await send(
                "POST", "/api/user/campaigns/update-status", #"{"campaign_id":\#(campaign),"action":"start"}"#,
                port: port)
        }
    }

    // MARK: The kill

    /// Plays the same in a program that is killed twice, the second time on the way from what the first run has left.
    private static func stateAfterKills(
        _ document: [UInt8], in directory: URL, of expectedCalls: Int
    ) async throws -> JSONValue {
        let seedFile = directory.appending(path: "seed.json")
        try Data(document).write(to: seedFile)
        let arguments = [
            "--port", "0", "--database", directory.appending(path: "mock.sqlite").path, "--seed", seedFile.path,
            "--clock", start,
        ]
        let first = try Program(arguments)
        try await startCampaigns(port: try await first.port())
        first.send(SIGTERM)
        _ = await first.exitStatus()
        try await killInTheMiddle(of: directory, arguments, afterCalls: 200)
        try await killInTheMiddle(of: directory, arguments, afterCalls: 700)
        let third = try Program(arguments)
        let port = try await third.port()
        let left = try await state(port: port)["calls"]?.array?.count ?? 0
        #expect((700..<expectedCalls).contains(left))
        try await send("PUT", "/_mock/clock", #"{"advance_to":"idle"}"#, port: port)
        let state = try await state(port: port)
        third.send(SIGTERM)
        #expect(await third.exitStatus() == 0)
        return state
    }

    /// Starts a program and kills it in the middle of a move. On a busy machine the move can end before the kill; then the
    /// files are as they were, and it is tried again.
    private static func killInTheMiddle(of directory: URL, _ arguments: [String], afterCalls calls: Int) async throws {
        let files = FileManager.default
        let former = directory.appending(path: "former")
        let names = try files.contentsOfDirectory(atPath: directory.path).filter { $0.hasPrefix("mock.sqlite") }
        try files.createDirectory(at: former, withIntermediateDirectories: false)
        for name in names {
            try files.copyItem(at: directory.appending(path: name), to: former.appending(path: name))
        }
        for _ in 1...20 {
            if try await isKilledInTheMiddle(try Program(arguments), afterCalls: calls) {
                return try files.removeItem(at: former)
            }
            for name in try files.contentsOfDirectory(atPath: directory.path) where name.hasPrefix("mock.sqlite") {
                try files.removeItem(at: directory.appending(path: name))
            }
            for name in names {
                try files.copyItem(at: former.appending(path: name), to: directory.appending(path: name))
            }
        }
        Issue.record("each of 20 moves ended before the program was killed")
    }

    /// Moves the clock until nothing is left, and kills the program when it shows so many calls.
    ///
    /// - Returns: whether the move had not answered before.
    private static func isKilledInTheMiddle(_ program: Program, afterCalls calls: Int) async throws -> Bool {
        let port = try await program.port()
        let move = Task { await answer(port: port) }
        let connection = try RawConnection(port: port)
        while try await !hasCall(calls, over: connection) {}
        program.send(SIGKILL)
        _ = await program.exitStatus()
        let status = await move.value
        return status == nil
    }

    private static func hasCall(_ id: Int, over connection: RawConnection) async throws -> Bool {
        let request = MockRequest(method: "GET", target: "/_mock/calls?limit=1&after=\(id - 1)")
        try await connection.send(request.wire)
        let response = try await connection.receiveResponse()
        let found = try JSONReader.read(response.body.span)
        return found["calls"]?.array?.isEmpty == false
    }

    /// - Returns: the status of the move; `nil` when the connection ended without an answer.
    private static func answer(port: Int) async -> Int? {
        let move = MockRequest(method: "PUT", target: "/_mock/clock", body: #"{"advance_to":"idle"}"#)
        return try? await move.send(toPort: port).status
    }

    private static func state(port: Int) async throws -> JSONValue {
        let response = try await send("GET", "/_mock/state", "", port: port)
        return try JSONReader.read(response.body.span)
    }

    @discardableResult
    private static func send(
        _ method: String, _ target: String, _ body: String, port: Int
    ) async throws -> RawResponse {
        let response = try await MockRequest(method: method, target: target, body: body).send(toPort: port)
        try #require(response.status == 200, "\(method) \(target): \(response.text)")
        return response
    }
}
