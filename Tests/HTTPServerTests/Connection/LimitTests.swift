import Foundation
import HTTPServer
import HTTPTypes
import Testing

@Suite("Limits") struct LimitTests {
    @Test("a connection above the maximum gets a 503", arguments: PollerKind.available)
    func tooManyConnections(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.maximumConnections = 2 }) { server in
            let clients = [try Client(port: server.port), try Client(port: server.port)]
            for client in clients { #expect(try await client.get().status == 200) }
            let refused = try Client(port: server.port)
            try await refused.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            let response = try await refused.response()
            #expect(response.status == 503)
            #expect(response["Retry-After"] == "1")
            #expect(response["Connection"] == "close")
            refused.shutSendingSide()
            #expect(try await refused.rest() == ("", .closed))
            clients[0].close()
            try await eventually { server.connectionCount == 1 }
            let client = try Client(port: server.port)
            #expect(try await client.get().status == 200)
        }
    }

    #if os(Linux)
    // These tests run in processes of their own, because other tests open descriptors as well.

    @Test("a process without free descriptors waits, and accepts again when some are free")
    func noDescriptors() async {
        await #expect(processExitsWith: .success) {
            for poller in PollerKind.available {
                try await withServer(poller) { server in
                    let first = try Client(port: server.port)
                    _ = try await first.get()
                    // The limit leaves a descriptor for the client's socket and none for the server's.
                    let second = try Client(port: server.port)
                    _ = try await second.get()
                    var limit = rlimit()
                    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    let normal = limit.rlim_cur
                    limit.rlim_cur = rlim_t(openDescriptors() + 1)
                    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    let waiting = try Client(port: server.port)
                    try await waiting.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
                    guard try await first.get().status == 200 else { exit(1) }
                    second.close()
                    guard try await waiting.response().status == 200 else { exit(2) }
                    limit.rlim_cur = normal
                    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                }
            }
        }
    }

    @Test("a stopped server leaves no descriptor open")
    func released() async {
        await #expect(processExitsWith: .success) {
            // The runtime opens some descriptors once, in the first round.
            var before = 0
            for round in 0..<3 {
                for poller in PollerKind.available {
                    try await withServer(
                        poller,
                        handler: { request in
                            switch request.path.text {
                            case "/reset": Response(status: .ok, delivery: .reset)
                            case "/never": Response(status: .ok, delivery: .never)
                            case "/stream":
                                Response(
                                    status: .ok,
                                    body: .stream { writer in
                                        while true { try await writer.write([UInt8](repeating: 1, count: 10_000)) }
                                    })
                            default: text("")
                            }
                        }
                    ) { server in
                        for path in ["/", "/reset", "/never", "/stream"] {
                            for _ in 0..<5 {
                                try await Client(port: server.port).send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                            }
                        }
                        try await Client(port: server.port).send("GET / HT")
                    }
                }
                if round == 0 { before = openDescriptors() }
            }
            guard openDescriptors() == before else { exit(1) }
        }
    }
    #endif
}

#if os(Linux)
private func openDescriptors() -> Int {
    // One of the descriptors is that of the directory itself.
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0) - 1
}
#endif
