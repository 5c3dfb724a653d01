import HTTPServer
import HTTPTypes
import HTTPWire
import Base
import Testing

@Suite("Promised replies") struct PromiseTests {
    /// Promises that are kept at the end of their loop's turn.
    private final class Waiting: Sendable {
        private let promises = Locked<[Int: [@Sendable () -> Void]]>([:])
        private let most = Locked(0)

        var largestTurn: Int { most.withLock { $0 } }

        func promise(_ loop: Int, _ reply: @escaping @Sendable () -> Reply) -> Reply {
            let promise = Promise<Void>()
            promises.withLock { $0[loop, default: []].append { promise.keep(()) } }
            return .promised(promise.then(reply))
        }

        @Sendable func keep(loop: Int) -> Bool {
            let due = promises.withLock { $0.removeValue(forKey: loop) ?? [] }
            most.withLock { $0 = max($0, due.count) }
            for keep in due { keep() }
            return promises.withLock { $0[loop] != nil }
        }
    }

    @Test("kept at the end of a turn give each connection its responses in order", arguments: PollerKind.available)
    func endOfTurn(_ poller: PollerKind) async throws {
        let waiting = Waiting()
        try await withServer(
            poller, endOfTurn: waiting.keep,
            replies: { request in
                waiting.promise(request.loop) { .ready(text("\(request.connection) \(request.path.text)")) }
            }
        ) { server in
            let requests = (0..<300).map { "GET /\($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined()
            var clients: [Client] = []
            for _ in 0..<6 {
                clients.append(try Client(port: server.port))
                try await clients[clients.count - 1].send(requests)
            }
            for client in clients {
                let connection = try await client.response().text.prefix { $0 != " " }
                for number in 1..<300 {
                    #expect(try await client.response().text == "\(connection) /\(number)")
                }
            }
        }
        #expect((1...6).contains(waiting.largestTurn))
    }

    @Test("may be kept on another thread, before or after the handler returns them", arguments: PollerKind.available)
    func threads(_ poller: PollerKind) async throws {
        try await withServer(
            poller,
            replies: { request in
                let promise = Promise<String>()
                if request.path.text == "/before" {
                    promise.keep("/before")
                } else {
                    Task.detached { promise.keep(request.path.text) }
                }
                return Reply.promised(promise.then { .ready(text($0)) }).changed { $0.fields[.server] = "changed" }
            }
        ) { server in
            let client = try Client(port: server.port)
            let paths = (0..<500).map { $0 % 3 == 0 ? "/before" : "/\($0)" }
            try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
            for path in paths {
                let response = try await client.response()
                #expect(response.text == path)
                #expect(response["Server"] == "changed")
            }
        }
    }

    @Test("may become work, a stream or another promise, and changes apply to the final response")
    func kinds() async throws {
        let waiting = Waiting()
        try await withServer(
            endOfTurn: waiting.keep,
            replies: { request in
                waiting.promise(request.loop) {
                    switch request.path.text {
                    case "/work": .pending { text("work") }
                    case "/stream":
                        .ready(Response(status: .ok, body: .stream { try await $0.write(Array("stream".utf8)) }))
                    default: waiting.promise(request.loop) { .ready(text("promise")) }
                    }
                }.changed { $0.fields[.server] = "changed" }
            }
        ) { server in
            let client = try Client(port: server.port)
            for kind in ["work", "stream", "promise", "work"] {
                let response = try await client.get("/" + kind)
                #expect(response.text == kind)
                #expect(response["Server"] == "changed")
            }
        }
    }

    @Test("may be kept after the client has closed or the server stops, and no request gets two responses")
    func gone() async throws {
        let promises = Locked<[Promise<String>]>([])
        try await withServer(
            replies: { _ in
                let promise = Promise<String>()
                promises.withLock { $0.append(promise) }
                return .promised(promise.then { .ready(text($0)) })
            }
        ) { server in
            let client = try Client(port: server.port)
            let leaving = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            try await leaving.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            while promises.withLock({ $0.count }) < 2 { await Task.yield() }
            leaving.reset()
            while server.connectionCount > 1 { await Task.yield() }
            server.stop()
            for promise in promises.withLock({ $0 }) { promise.keep("kept") }
            let response = try await client.response()
            #expect(response.text == "kept")
            #expect(response["Connection"] == "close")
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("are kept in a further turn when a turn leaves work and no event arrives") func leftWork() async throws {
        let waiting = Waiting()
        let turns = Locked(0)
        try await withServer(
            endOfTurn: { loop in
                // After the first promise, the turns leave work three times.
                let mayKeep = turns.withLock { turns in
                    turns += turns > 0 ? 1 : 0
                    return turns > 3
                }
                return mayKeep ? waiting.keep(loop: loop) : turns.withLock { $0 > 0 }
            },
            replies: { request in
                turns.withLock { $0 = 1 }
                return waiting.promise(request.loop) { .ready(text("done")) }
            }
        ) { server in
            let client = try Client(port: server.port)
            #expect(try await client.get("/").text == "done")
        }
        #expect(turns.withLock { $0 } >= 4)
    }
}
