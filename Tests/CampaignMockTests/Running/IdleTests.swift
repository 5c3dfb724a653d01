import Foundation
import TestSupport
import Testing

/// libdispatch watches the threads of Swift's own executor by a timer that goes off every second: see `WorkerThreads`.
@Suite("A program with nothing to do", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fdinfo")))
struct IdleTests {
    @Test("has set no timer for the next second, whatever was asked before")
    func timers() async throws {
        try await withTemporaryDirectory { directory in
            let program = try Program(["--port", "0", "--database", directory.path + "/mock.sqlite"])
            let port = try await program.port()
            for (method, target, body, status) in Self.requests {
                let request = MockRequest(method: method, target: target, key: "YOUR_API_KEY", body: body)
                let response = try await request.send(toPort: port)
                #expect(response.status == status, "\(method) \(target): \(response.text)")
            }
            try await Self.followEvents(port: port)
            #expect(try Self.timers(of: program.processIdentifier).filter { $0 <= 1 } == [])
            program.send(SIGTERM)
            #expect(await program.exitStatus() == 0)
        }
    }

    /// Requests whose work runs on an event loop, on a worker thread, on the writer's thread, or waits for a time.
    private static let requests: [(method: String, target: String, body: String, status: Int)] = [
        ("POST", "/api/user/campaign", #"{"name": "Spring", "assistant_id": 127}"#, 201),
        ("POST", "/api/user/lead", #"{"campaign_id": 1, "phone_number": "+14155550100"}"#, 200),
        ("GET", "/api/user/campaigns", "", 200),
        ("GET", "/api/user/leads", "", 200),
        ("POST", "/_mock/requests/wait", #"{"match": {"path": "/api/user/leads"}, "timeout_ms": 60000}"#, 200),
        ("POST", "/_mock/webhooks/wait", #"{"timeout_ms": 1}"#, 408),
        ("POST", "/_mock/faults", #"{"effect": {"delay_ms": 1}, "times": 1}"#, 201),
        ("GET", "/api/user/campaigns", "", 200),
        (
            "POST", "/api/user/assistants/enable-webhook",
            #"{"assistant_id": 127, "webhook_url": "http://localhost:1"}"#, 200
        ),
        ("POST", "/api/user/campaigns/update-status", #"{"campaign_id": 1, "action": "start"}"#, 200),
        ("PUT", "/_mock/clock", #"{"advance_to": "idle"}"#, 200),
        ("POST", "/_mock/webhooks/wait", #"{"timeout_ms": 60000}"#, 200),
        ("GET", "/api/user/calls", "", 200),
        ("PUT", "/_mock/snapshots/before", "", 201),
        ("POST", "/_mock/snapshots/before/restore", "", 200),
        ("GET", "/_mock/state", "", 200),
        ("POST", "/_mock/reset", "", 200),
        ("GET", "/_mock", "", 200),
    ]

    private static func followEvents(port: Int) async throws {
        let connection = try RawConnection(port: port)
        try await connection.send("GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        var received: [UInt8] = []
        while !String(decoding: received, as: UTF8.self).contains(": events follow") {
            received += try await connection.receive()
        }
    }

    /// The times until the timers of a process go off, in seconds: the lines `it_value: (SECONDS, NANOSECONDS)` of
    /// proc_pid_fdinfo(5). A timer that is not set has zeros.
    private static func timers(of process: Int32) throws -> [Double] {
        let directory = "/proc/\(process)/fdinfo"
        var timers: [Double] = []
        for descriptor in try FileManager.default.contentsOfDirectory(atPath: directory) {
            // A descriptor may have been closed in the meantime.
            let text = (try? String(contentsOfFile: directory + "/" + descriptor, encoding: .utf8)) ?? ""
            guard let match = text.firstMatch(of: /it_value: \((\d+), (\d+)\)/) else { continue }
            timers.append(try #require(Double(match.1)) + (try #require(Double(match.2))) / 1e9)
        }
        return timers.filter { $0 > 0 }
    }
}
