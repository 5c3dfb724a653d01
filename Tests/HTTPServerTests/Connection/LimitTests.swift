import Foundation
import HTTPServer
import HTTPTypes
import TestSupport
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
            // The runtime opens some descriptors once, when it first needs them, which may be in any round. So a leak is
            // what grows with each round.
            var counts: [Int] = []
            let sockets = openSockets()
            for _ in 0..<5 {
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
                                try await send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n", to: server)
                            }
                        }
                        try await send("GET / HT", to: server)
                    }
                }
                counts.append(openDescriptors())
            }
            let isGrowing = zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 }
            if isGrowing || openSockets() != sockets { exit(1) }
        }
    }
    #endif
}

#if os(Linux)
/// Sends on a connection of its own, which is closed on return: its last reference may be another thread's, and go later.
private func send(_ text: String, to server: Server) async throws {
    let client = try Client(port: server.port)
    try await client.send(text)
    client.close()
}

private func openDescriptors() -> Int { descriptorTargets().count }

private func openSockets() -> Int { descriptorTargets().count { $0.hasPrefix("socket:") } }

/// What the descriptors of this process refer to, such as `socket:[4026]`.
private func descriptorTargets() -> [String] {
    let directory = "/proc/self/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    // The descriptor of the directory itself has gone by then, and has no target.
    return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)") }
}
#endif
