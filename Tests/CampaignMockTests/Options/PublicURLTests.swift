import ArgumentParser
import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

@testable import campaign_mock

@Suite("The public URL") struct PublicURLTests {
    @Test(
        "is http or https with a host, perhaps a port and a path",
        arguments: [
            ("https://mock.test", "https://mock.test"), ("HTTP://Mock.Test:80/", "http://mock.test"),
            ("https://mock.test:8443/a/B%20c//", "https://mock.test:8443/a/B%20c"),
            ("http://[0:0::1]:7357/a", "http://[::1]:7357/a"), ("http://192.168.1.5", "http://192.168.1.5"),
            ("https://mock.test:443/~a/b;c=1,d@e", "https://mock.test/~a/b;c=1,d@e"),
        ])
    func accepted(_ row: (text: String, normal: String)) throws {
        var options = MockOptions()
        options.publicURL = row.text
        let mock = try MockServer(options, logger: silentLogger)
        #expect(mock.publicURL == row.normal)
        // Where the mock listens has not changed.
        #expect(mock.url == "http://127.0.0.1:\(mock.port)")
    }

    @Test(
        "is refused in one line otherwise",
        arguments: [
            "", "mock.test", "ftp://mock.test", "https://", "https:///a", "https://:443", "https://mock.test:x",
            "https://mock.test:65536", "https://mock.test:0", "http://[::1]:00/a", "https://u@mock.test",
            "https://mock.test/a?b=c", "https://mock.test/?",
            "https://mock.test/#a", "https://mock.test/a/../b", "https://mock.test/a//b", "https://mock.test/a b",
            "https://mock.test/%2", "https://mock.test/ä", "https://müller.test", "https://[::1", " https://mock.test",
            "https://mock.test\n",
        ])
    func refused(_ text: String) throws {
        var options = MockOptions()
        options.publicURL = text
        let error = #expect(throws: MockError.self) { try MockServer(options, logger: silentLogger) }
        #expect(error?.message.hasPrefix("publicURL '\(text)' is not") == true)
    }

    @Test("is refused by the flag and in the environment alike")
    func settings() throws {
        let error = #expect(throws: (any Error).self) {
            try CampaignMockCommand.parse(["--public-url", "ftp://mock.test"], environment: [:])
        }
        let message = error.map { CampaignMockCommand.message(for: $0) }
        #expect(message?.contains("--public-url 'ftp://mock.test' is not") == true)
        #expect(throws: EnvironmentArguments.Invalid.self) {
            try CampaignMockCommand.parse([], environment: ["CAMPAIGN_MOCK_PUBLIC_URL": "ftp://mock.test"])
        }
    }

    @Test("precedes the Host field in pages, documents and lines, and forwarded fields never count")
    func responses() async throws {
        let rows: [(target: String, path: [String], hostText: String, publicText: String)] = [
            (
                "/api/user/leads?page=1", ["first_page_url"], "http://a.localhost:1/api/user/leads?page=1",
                "https://mock.test/x/api/user/leads?page=1"
            ),
            (
                "/user//assistants/get", ["path"], "http://a.localhost:1/user/assistants/get",
                "https://mock.test/x/user/assistants/get"
            ),
            ("/_mock/openapi.json", ["servers", "0", "url"], "http://a.localhost:1/api", "https://mock.test/x/api"),
            ("/_mock/control-openapi.json", ["servers", "0", "url"], "http://a.localhost:1", "https://mock.test/x"),
            ("/_mock/accounts/demo", ["base_url"], "http://a.localhost:1/api", "https://mock.test/x/api"),
            (
                "/_mock/requests/1/curl", ["curl"], "curl 'http://a.localhost:1/api/user/leads?page=1'",
                "curl 'https://mock.test/x/api/user/leads?page=1'"
            ),
            (
                "/_mock/requests.har", ["log", "entries", "0", "request", "url"],
                "http://a.localhost:1/api/user/leads?page=1", "https://mock.test/x/api/user/leads?page=1"
            ),
        ]
        for publicURL in [nil, "https://mock.test/x/"] {
            var options = MockOptions()
            options.publicURL = publicURL
            options.control.hosts = ["a.localhost"]
            try await withMock(options) { mock in
                for row in rows {
                    let text = try await Self.get(row.target, from: mock).text
                    var value: JSONValue? = try JSONReader.read(Array(text.utf8).span)
                    for step in row.path { value = Int(step).map { value?[$0] ?? .null } ?? value?[step] }
                    let expected = publicURL == nil ? row.hostText : row.publicText
                    #expect(value?.string?.hasPrefix(expected) == true, "\(row.target): \(text)")
                }
                let guide = try await Self.get("/_mock/llms.txt", from: mock).text
                #expect(guide.contains(publicURL == nil ? "http://a.localhost:1/_mock" : "https://mock.test/x/_mock"))
                #expect(guide.contains("a.localhost") == (publicURL == nil) && !guide.contains("forwarded"))
                let request = try #require(try mock.requests.first)
                #expect(request.curl?.contains(publicURL == nil ? "a.localhost" : "mock.test/x/api") == true)
            }
        }
    }

    private static func get(_ target: String, from mock: MockServer) async throws -> RawResponse {
        let connection = try RawConnection(port: mock.port)
        try await connection.send(
            """
            GET \(target) HTTP/1.1\r
            Host: a.localhost:1\r
            X-Forwarded-Host: forwarded.test\r
            X-Forwarded-Proto: https\r
            X-Forwarded-Prefix: /forwarded\r
            Forwarded: host=forwarded.test;proto=https\r
            Authorization: Bearer demo-key\r
            \r

            """)
        return try await connection.receiveResponse()
    }

    @Test("opens the control plane to its host and its pages")
    func control() async throws {
        var options = MockOptions()
        options.publicURL = "https://mock.test/x"
        try await withMock(options) { mock in
            for (host, origin, status) in [
                ("mock.test", "https://mock.test", 200), ("other.test", "https://mock.test", 403),
                ("mock.test", "https://other.test", 403),
            ] {
                let connection = try RawConnection(port: mock.port)
                try await connection.send(
                    "POST /_mock/reset HTTP/1.1\r\nHost: \(host)\r\nOrigin: \(origin)\r\nContent-Length: 0\r\n\r\n")
                #expect(try await connection.receiveResponse().status == status)
            }
        }
    }
}
