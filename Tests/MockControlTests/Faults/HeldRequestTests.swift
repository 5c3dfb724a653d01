import CampaignStore
import Foundation
import HTTPServer
import JSON
import Testing

@testable import MockControl

@Suite("A held request") struct HeldRequestTests {
    /// Returns once the mock holds this number of requests.
    static func held(_ count: Int = 1, by mock: RunningMock) async {
        while mock.control.held.count != count { await Task.yield() }
    }

    struct Way: CustomTestStringConvertible {
        let testDescription: String
        var fault: String?
        var headers: [String: String] = [:]
    }

    static let delays = [
        Way(testDescription: "delayed by a fault", fault: #"{"delay_ms":600000}"#),
        Way(
            testDescription: "delayed, its response discarded",
            fault: #"{"delay_ms":600000,"transport":"close","after_handling":true}"#),
        Way(testDescription: "delayed by its Prefer field", headers: ["Prefer": "wait=60"]),
    ]

    @Test("gets 503 from a reset, and is not handled", arguments: delays)
    func reset(_ way: Way) async throws {
        try await withMock { mock in
            if let fault = way.fault { try await mock.control("POST", "/faults", #"{"effect":\#(fault)}"#) }
            let reply = Task { try await mock.create(headers: way.headers) }
            await Self.held(by: mock)
            try await mock.control("POST", "/reset")
            #expect(try await reply.value.status == 503)
            #expect(
                try await reply.value.message
                    == "The mock was reset while a fault held this request. It was not handled.")
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            #expect(try await mock.control("GET", "/requests")["total"] == 0)
            #expect(try await mock.create().status == 201)
        }
    }

    @Test("gets 503 when the state is replaced") func replaced() async throws {
        try await withMock { mock in
            let state = String(decoding: try await mock.control("GET", "/state").encoded(), as: UTF8.self)
            let reply = Task { try await mock.create(headers: ["Prefer": "wait=60"]) }
            await Self.held(by: mock)
            try await mock.control("PUT", "/state", state)
            #expect(try await reply.value.status == 503)
            #expect(try await mock.control("GET", "/requests/1")["fault"] == "prefer")
        }
    }

    @Test("by a hang is in the journal, and its connection is closed by a reset") func hang() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"hang"}"#)
            let reply = Task { try await mock.create() }
            await Self.held(by: mock)
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["fault"] == "fault-1")
            #expect(entry["status"] == .null)
            try await mock.control("POST", "/reset")
            await #expect(throws: Client.Failure.self) { try await reply.value }
            await Self.held(0, by: mock)
        }
    }

    @Test("by a hang after a delay is closed by a reset") func delayedHang() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":{"transport":"hang","delay_ms":1}}"#)
            let reply = Task { try await mock.create() }
            await Self.held(by: mock)
            while try await mock.control("GET", "/requests")["total"] != 1 {}
            await Self.held(by: mock)
            try await mock.control("POST", "/reset")
            await #expect(throws: Client.Failure.self) { try await reply.value }
        }
    }

    @Test("by a hang is released when its client disconnects") func leftHang() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"hang"}"#)
            let client = Client(port: mock.port)
            let socket = try client.connectedSocket()
            try client.write(Array("POST /user/campaign HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), to: socket)
            await Self.held(by: mock)
            close(socket)
            await Self.held(0, by: mock)
        }
    }

    @Test(
        "is released at once when the mock stops, not at the end of the grace", .timeLimit(.minutes(1)),
        arguments: delays + [Way(testDescription: "hanging", fault: #""hang""#)])
    func stop(_ way: Way) async throws {
        try await withMock(grace: .seconds(600)) { mock in
            if let fault = way.fault { try await mock.control("POST", "/faults", #"{"effect":\#(fault)}"#) }
            let reply = Task { try? await mock.create(headers: way.headers) }
            await Self.held(by: mock)
            mock.control.stop()
            mock.server.stop()
            let status = await reply.value?.status
            #expect(status == (way.testDescription == "hanging" ? nil : 503))
        }
    }

    @Test("is not held when a reset came after the decision to hold it") func late() async {
        let held = HeldRequests()
        let epoch = held.currentEpoch
        held.reset()
        #expect(await held.hold(for: .seconds(600), since: epoch) == .reset)
        #expect(await held.hold(for: .zero, since: held.currentEpoch) == .elapsed)
        held.stop()
        #expect(await held.hold(for: nil, since: held.currentEpoch) == .stopped)
        #expect(held.count == 0)
    }
}
