import CampaignMock
import JSON
import TestSupport
import Testing

@Suite("Fixtures") struct FixtureTests {
    /// No response depends on the poller, and the server's own tests use both. So the fixtures take turns.
    @Test(
        "get the responses of their files over a socket, for reasons that the journal tells",
        arguments: try Array(Fixture.all().enumerated()))
    func replay(_ number: Int, _ fixture: Fixture) async throws {
        var options = MockOptions()
        options.poller = number.isMultiple(of: 2) ? .epoll : .poll
        options.strict = fixture.isStrict
        if let bytes = fixture.maximumBodyBytes { options.limits.bodyBytes = bytes }
        if let form = fixture.leadList { options.leadList = try #require(MockOptions.LeadList(rawValue: form)) }
        options.seed = try fixture.seed
        options.control.frozenAt = MockServer.moment("2026-02-23T10:00:00Z")
        try await withMock(options) { mock in
            let connection = try RawConnection(port: mock.port)
            for precedent in try fixture.precedents.map(Fixture.init) {
                try await connection.send(precedent.wire)
                let response = try await connection.receiveResponse()
                #expect("\(response.status) \(response.reason)" == precedent.expected.status)
            }
            try await connection.send(fixture.wire)
            let response = try await connection.receiveResponse()
            #expect("\(response.status) \(response.reason)" == fixture.expected.status)
            for (name, value) in fixture.expected.headers { #expect(response[name] == value, "\(name)") }
            let body = response.body.isEmpty ? nil : try JSONReader.read(response.body.span)
            #expect(body == fixture.expected.body)
            // The order of the members is part of the contract. `==` of JSON objects ignores the order.
            #expect(body?.encoded() == fixture.expected.body?.encoded())

            let asking = try RawConnection(port: mock.port)
            try await asking.send("GET /_mock/requests?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let list = try JSONReader.read(try await asking.receiveResponse().body.span)
            let reason = list["requests"]?[0]?["reason"]?.string
            #expect(reason == FixtureReasons.byName[fixture.name], "\(fixture.name)")
        }
    }
}
