import Foundation
import JSON
import Testing

@testable import MockControl

@Suite("Waiting for a request") struct WaitTests {
    @Test("ends at once when the journal already has the request") func there() async throws {
        try await withMock { mock in
            try await mock.create()
            let found = try await mock.control("POST", "/requests/wait", #"{"match":{"json":{"name":"Spring"}}}"#)
            #expect(found["request"]?["number"] == 1)
            #expect(found["count"] == 1)
        }
    }

    @Test("ends when the request is recorded") func comes() async throws {
        try await withMock { mock in
            async let waiting = mock.control(
                "POST", "/requests/wait", #"{"match":{"status":201},"count":3,"timeout_ms":20000}"#)
            for _ in 0..<3 {
                try await mock.create()
                try await mock.create("{}")
            }
            let found = try await waiting
            #expect(found["request"]?["number"] == 5)
        }
    }

    @Test("ends with the nearest misses after the timeout") func givesUp() async throws {
        try await withMock { mock in
            try await mock.create()
            let reply = try await mock.call(
                "POST", "/_mock/requests/wait", #"{"match":{"json":{"name":"Sprint"}},"timeout_ms":10}"#)
            #expect(reply.status == 408)
            #expect(
                reply.message == #"Waited 10 ms for at least 1 request with json.name "Sprint", found 0."#)
            #expect(try reply.json["near_misses"]?[0]?["request"]?["number"] == 1)
        }
    }

    @Test("sees every request with its whole body, even if the journal keeps little") func misses()
        async throws
    {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 1
        options.journalBodyBytes = 0
        try await withMock(options) { mock in
            async let waiting = mock.control(
                "POST", "/requests/wait", #"{"match":{"json":{"name":"Spring"}},"count":3,"timeout_ms":60000}"#)
            // The wait begins after some of these. It ends with the third that it sees.
            let creating = Task {
                while !Task.isCancelled {
                    try await mock.create()
                    try await mock.create("{}")
                }
            }
            let found = try await waiting
            creating.cancel()
            #expect(found["count"] == 3)
            #expect(found["request"]?["status"] == 201)
        }
    }

    @Test("shows after the timeout how many requests were forgotten before it began") func forgotten() async throws {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 1
        try await withMock(options) { mock in
            for _ in 1...3 { try await mock.create() }
            let reply = try await mock.call(
                "POST", "/_mock/requests/wait", #"{"match":{"status":422},"timeout_ms":1}"#)
            #expect(reply.status == 408)
            #expect(try reply.json["forgotten"] == 2)
            #expect(reply.message?.contains("forgotten 2 requests that may match") == true)
        }
    }

    @Test("ends when its client closes the connection") func closed() async throws {
        try await withMock { mock in
            let client = Client(port: mock.port)
            let body = #"{"timeout_ms":60000}"#
            let head =
                "POST /_mock/requests/wait HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            let socket = try client.connectedSocket()
            try client.write(Array((head + body).utf8), to: socket)
            while mock.control.journal.watchCount == 0 { await Task.yield() }
            let closedAt = ContinuousClock.now
            close(socket)
            while mock.control.journal.watchCount > 0 { await Task.yield() }
            // Far less than the wait's timeout of a minute, and long enough for a busy machine.
            #expect(ContinuousClock.now - closedAt < .seconds(30))
        }
    }

    @Test("ends when the mock stops") func stops() async throws {
        try await withMock { mock in
            async let waiting = mock.call("POST", "/_mock/requests/wait", #"{"timeout_ms":60000}"#)
            mock.control.stop()
            let reply = try await waiting
            #expect(reply.status == 408)
            #expect(reply.message?.hasPrefix("The mock stopped during a wait for at least 1 request") == true)
        }
    }

    @Test("refuses a timeout of more than a minute") func tooLong() async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/requests/wait", #"{"timeout_ms":60001}"#)
            #expect(reply.status == 422)
            #expect(reply.message == "The timeout ms field must be between 0 and 60000.")
        }
    }
}
