import JSON
import Testing

@Suite("A broken transport, seen by real clients") struct TransportFaultTests {
    struct Row: CustomTestStringConvertible {
        let testDescription, effect: String
        /// curl's exit codes, as its manual lists them.
        let curl: Set<Int32>
        let python: Set<String>
    }

    static let rows = [
        Row(
            testDescription: "reset", effect: #""reset""#, curl: [56], python: ["ConnectionResetError"]),
        Row(
            testDescription: "closed without a response", effect: #""close""#, curl: [52],
            python: ["RemoteDisconnected"]),
        Row(testDescription: "cut in the middle", effect: #""truncate""#, curl: [18], python: ["IncompleteRead"]),
        Row(
            testDescription: "cut after ten bytes", effect: #"{"transport":"truncate","after_bytes":10}"#, curl: [18],
            python: ["IncompleteRead(10)"]),
        Row(
            testDescription: "garbage instead of HTTP", effect: #""garbage""#, curl: [1],
            python: ["BadStatusLine"]),
        Row(
            testDescription: "dripped more slowly than the client waits",
            effect: #"{"transport":"drip","bytes_per_second":1}"#,
            curl: [28], python: ["TimeoutError"]),
        Row(testDescription: "never answered", effect: #""hang""#, curl: [28], python: ["TimeoutError"]),
    ]

    @Test("fails as expected in curl", .enabled(if: Program.isInstalled("curl"), "needs curl"), arguments: rows)
    func curl(_ row: Row) async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":\#(row.effect)}"#)
            let run = try await Program.run(
                "curl",
                [
                    "-s", "-o", "/dev/null", "--max-time", "2", "http://127.0.0.1:\(mock.port)/user/campaign", "-H",
                    "Authorization: Bearer demo-key", "-H", "Content-Type: application/json", "--data-raw",
                    #"{"name":"x","assistant_id":129}"#,
                ])
            #expect(row.curl.contains(run.status), "curl exited with \(run.status)")
            #expect(try await mock.control("GET", "/faults/fault-1")["fired"] == 1)
        }
    }

    @Test(
        "fails as expected in Python's http.client", .enabled(if: Program.isInstalled("python3"), "needs python3"),
        arguments: rows)
    func python(_ row: Row) async throws {
        let script = """
            import http.client, sys
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=0.5)
            try:
                connection.request("POST", "/user/campaign", '{"name":"x","assistant_id":129}',
                    {"Authorization": "Bearer demo-key", "Content-Type": "application/json"})
                print(len(connection.getresponse().read()))
            except http.client.IncompleteRead as error:
                print("IncompleteRead(%d)" % len(error.partial), "IncompleteRead")
            except Exception as error:
                print(type(error).__name__)
            """
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":\#(row.effect)}"#)
            let run = try await Program.run("python3", ["-c", script, String(mock.port)])
            let names = Set(run.text.split(whereSeparator: \.isWhitespace).map(String.init))
            #expect(!names.isDisjoint(with: row.python), "\(run.text)")
        }
    }

    @Test("that drips sends the whole response in the end")
    func drip() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":{"transport":"drip","bytes_per_second":1000}}"#)
            let reply = try await mock.create()
            #expect(reply.status == 201)
            #expect(try reply.json["data"]?["id"] == 1)
        }
    }
}
