import CampaignMock
import Foundation
import TestSupport
import Testing

@testable import campaign_mock

@Suite("Requests by curl") struct CurlTests {
    @Test("hand curl the key by standard input, never on its command line or in its environment")
    func secret() async throws {
        try await withTemporaryDirectory { directory in
            let script = directory.appending(path: "curl")
            let text = "#!/bin/sh\nprintf 'HTTP/1.1 200 OK\\r\\n\\r\\n%s|' \"$*\"\nenv\nprintf '|'\nexec cat\n"
            // By another process: children of other tests could hold a file open that this one writes, and the system
            // executes no such file.
            let run = try await ProgramRun.of(
                ["-c", #"printf %s "$1" > "$2"; chmod +x "$2""#, "sh", text, script.path], program: "/bin/sh")
            #expect(run.status == 0)
            let request = CurlRequest(
                method: "POST", url: "https://h/api", fields: [("authorization", "Bearer secret")],
                body: "a\"\\\r\n\tb",
                timeout: .milliseconds(1_500), avoidsProxy: false)
            let bytes = try await OwnThread.run {
                try CurlProcess.run(
                    request.configuration, environment: ["PATH": "/usr/bin:/bin"], named: script.path)
            }
            let parts = String(decoding: try #require(ReceivedAnswer(bytes)).body, as: UTF8.self)
                .split(separator: "|", maxSplits: 2).map(String.init)
            #expect(parts.count == 3)
            #expect(parts.first == "--disable --config -")
            #expect(!parts.prefix(2).joined().contains("secret"))
            #expect(parts.last == request.configuration)
            #expect(parts.last?.contains("header = \"authorization: Bearer secret\"\n") == true)
            #expect(parts.last?.contains(#"data-raw = "a\"\\\r\n\tb""#) == true)
            #expect(parts.last?.contains("max-time = \"1.5\"\n") == true)
        }
    }

    @Test("follow no redirect and take no endless answer") func bounds() async throws {
        try await withMock { mock in
            func answer(_ path: String) async throws -> ReceivedAnswer {
                let request = CurlRequest(
                    method: "GET", url: mock.url + path, fields: [], body: "", timeout: .seconds(30), avoidsProxy: true)
                return try await OwnThread.run { try request.answer(ProcessInfo.processInfo.environment) }
            }
            try mock.faults.add(.status(302, headers: ["Location": "\(mock.url)/x"], for: .init("GET", "/a")))
            let redirect = try await answer("/a")
            #expect(redirect.status == 302)
            #expect(redirect["location"] == "\(mock.url)/x")
            let long = String(repeating: "x", count: CurlRequest.longestAnswer + 1)
            try mock.faults.add(.status(200, body: long, for: .init("GET", "/b")))
            let error = await #expect(throws: RealEndpoint.Stop.self) { try await answer("/b") }
            if case .unreachable(let report)? = error {
                #expect(report.contains("xceed"), "\(report)")
            } else {
                Issue.record("\(String(describing: error))")
            }
        }
    }

    @Test(
        "read the head of the final answer",
        arguments: [
            ("HTTP/1.1 200 OK\r\nA: 1\r\na:  2\r\n\r\nbody", 200, "1, 2", "body"),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/2 404 \r\n\r\n", 404, nil, ""),
            ("HTTP/1.1 204 No Content\r\nA:\r\n\r\n", 204, "", ""),
        ] as [(String, Int, String?, String)])
    func head(_ text: String, _ status: Int, _ field: String?, _ body: String) throws {
        let answer = try #require(ReceivedAnswer(Array(text.utf8)))
        #expect(answer.status == status)
        #expect(answer["a"] == field)
        #expect(String(decoding: answer.body, as: UTF8.self) == body)
    }

    @Test("refuse what is no answer", arguments: ["", "HTTP/1.1 200 OK\r\n", "SSH-2.0\r\n\r\n", "HTTP/1.1 20\r\n\r\n"])
    func noAnswer(_ text: String) {
        #expect(ReceivedAnswer(Array(text.utf8)) == nil)
    }

    @Test(
        "take the base URL of an API, by default /api",
        arguments: [
            ("https://portal.example", "https://portal.example/api"), ("HTTP://h:1/", "http://h:1/api"),
            ("https://h/v1//user/", "https://h/v1/user"), ("http://[::1]:80/api", "http://[::1]:80/api"),
        ])
    func address(_ text: String, _ url: String) throws {
        let address = try RealAddress(text)
        #expect(address.url == url)
        #expect(address.isLoopback == text.contains("::1"))
    }

    @Test(
        "refuse any other URL",
        arguments: ["", "h", "ftp://h", "https://u@h", "https://h?a", "https://h#a", "https://h/a b"])
    func noAddress(_ text: String) {
        #expect(throws: (any Error).self) { try RealAddress(text) }
    }
}
