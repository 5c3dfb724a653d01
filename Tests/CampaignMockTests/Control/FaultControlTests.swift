@testable import CampaignMock
import CampaignAPI
import TestSupport
import Testing

@Suite("Faults in Swift") struct FaultControlTests {
    private static let create = MockRequest(body: #"{"name":"Spring","assistant_id":127}"#)

    @Test("a fault is added, fires as often as it may, is listed and removed") func life() async throws {
        try await withMock { mock async throws in
            let fault = try mock.faults.add(
                .status(503, headers: ["Retry-After": "1"], body: "later", for: MockMatch("POST"), times: 1))
            #expect(fault.id == "fault-1" && fault.fired == 0 && !fault.isExhausted && fault.account == nil)
            let failed = try await Self.create.send(to: mock)
            #expect(failed.status == 503 && failed["Retry-After"] == "1" && failed.text.hasSuffix("later"))
            #expect(try await Self.create.send(to: mock).status == 201)
            let after = try mock.faults.fault("fault-1")
            #expect(after.matched == 1 && after.fired == 1 && after.isExhausted)
            #expect(after.document["effect"]?["status"] == 503)
            #expect(mock.faults.all == [after])
            #expect(try mock.requests.map(\.fault) == ["fault-1", nil])
            try mock.faults.remove("fault-1")
            #expect(mock.faults.all.isEmpty)
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: MockFault
        let effect: MockJSON
        var members: [String: MockJSON] = [:]
    }

    private static var half: MockFault {
        var fault = MockFault.status(500)
        (fault.probability, fault.seed, fault.after) = (0.5, 7, 3)
        return fault
    }

    private static var lost: MockFault {
        var fault = MockFault.transport(.close)
        fault.isAfterHandling = true
        return fault
    }

    @Test(
        "a fault is what the control plane's call would make",
        arguments: [
            Row(testDescription: "refusal", fault: .refusal(.planLimit), effect: ["name": "plan_limit"]),
            Row(testDescription: "delay", fault: .delay(.seconds(2)), effect: ["delay_ms": 2_000]),
            Row(
                testDescription: "random delay", fault: .delay(.zero ... .milliseconds(5)),
                effect: ["delay_ms": ["min_ms": 0, "max_ms": 5]]),
            Row(
                testDescription: "log-normal delay",
                fault: .delay(median: .milliseconds(80), percentile99: .milliseconds(800)),
                effect: ["delay_ms": ["median_ms": 80, "p99_ms": 800]]),
            Row(testDescription: "reset", fault: .transport(.reset), effect: ["transport": "reset"]),
            Row(testDescription: "hang", fault: .transport(.hang), effect: ["transport": "hang"]),
            Row(testDescription: "garbage", fault: .transport(.garbage), effect: ["transport": "garbage"]),
            Row(
                testDescription: "truncate", fault: .transport(.truncate(afterBytes: 3)),
                effect: ["transport": "truncate", "after_bytes": 3]),
            Row(
                testDescription: "drip", fault: .transport(.drip(bytesPerSecond: 5)),
                effect: ["transport": "drip", "bytes_per_second": 5]),
            Row(
                testDescription: "chance", fault: half, effect: ["status": 500],
                members: ["probability": 0.5, "seed": 7, "after": 3]),
            Row(testDescription: "lost", fault: lost, effect: ["transport": "close", "after_handling": true]),
            Row(
                testDescription: "match", fault: .status(500, for: MockMatch("PUT", "/user/*", json: ["a.b": nil])),
                effect: ["status": 500],
                members: ["match": ["method": "PUT", "path": "/user/*", "json": ["a.b": nil]]]),
        ])
    func document(_ row: Row) async throws {
        let mock = try MockServer(logger: silentLogger)
        let added = try mock.faults.add(row.fault)
        var expected = row.members
        expected["effect"] = row.effect
        #expect(added.document == .object(expected))
        if let seed = row.members["seed"]?.integer { #expect(added.seed == seed) }
    }

    @Test(
        "a fault that does nothing or cannot be is refused in one line",
        arguments: [
            (MockFault(), "The fault has no effect. Set its response, delay or transport, as in .status(503)."),
            (.status(700), "The effect.status field must be between 200 and 599."),
            (.status(500, times: 0), "The times field must be at least 1."),
            (
                .delay(.seconds(601)),
                "faults.delay 601.0 seconds is out of range. Choose from 0.0 seconds to 600.0 seconds."
            ),
            (
                .delay(median: .seconds(2), percentile99: .seconds(1)),
                "The effect.delay_ms field must have median_ms and p99_ms, and median_ms must not exceed p99_ms."
            ),
            (.status(500, for: .path("user")), "The match.path field must begin with a slash. Write /user."),
            (
                .status(500, for: MockMatch(status: 422)),
                "The match.status field is unknown."
            ),
        ])
    func refused(_ fault: MockFault, _ message: String) async throws {
        let mock = try MockServer(logger: silentLogger)
        let error = #expect(throws: MockError.self) { try mock.faults.add(fault) }
        #expect(error?.message == message)
        #expect(mock.faults.all.isEmpty)
    }

    @Test("the faults of an account match and remove only its own") func ofAccount() async throws {
        try await withMock { mock async throws in
            let demo = mock.faults(ofAccount: "demo")
            try demo.add(.refusal(.maintenance))
            try mock.faults.add(.status(500, for: MockMatch(account: "other")))
            #expect(demo.all.map(\.account) == ["demo"])
            #expect(try await Self.create.send(to: mock).status == 503)
            demo.removeAll()
            #expect(mock.faults.all.map(\.account) == ["other"])
            #expect(try await Self.create.send(to: mock).status == 201)
            mock.faults.removeAll()
            #expect(mock.faults.all.isEmpty)
            #expect(throws: MockError("There is no fault fault-1.")) { try mock.faults.remove("fault-1") }
        }
    }

    @Test("every refusal of the platform has a name in Swift") func refusals() {
        #expect(MockRefusal.allCases.map(\.rawValue) == ReadyAnswer.allCases.map(\.rawValue))
    }
}
