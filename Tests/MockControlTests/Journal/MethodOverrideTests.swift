import JSON
import Testing

@Suite("The journal and faults of overridden methods (life.md §1)") struct MethodOverrideTests {
    @Test("show and match the method that was sent, and the journal has the warning")
    func sentMethod() async throws {
        try await withMock { mock in
            let body = #"{"name":"Spring","assistant_id":129,"_method":"DELETE"}"#
            #expect(try await mock.create(body).status == 405)
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["method"] == "POST")
            #expect(entry["warnings"]?.array?.count == 1)
            #expect(entry["warnings"]?[0]?["field"] == "_method")
            try await mock.control("POST", "/faults", #"{"match":{"method":"DELETE"},"effect":"maintenance"}"#)
            #expect(try await mock.create(body).status == 405)
            try await mock.control("POST", "/faults", #"{"match":{"method":"POST"},"effect":"maintenance"}"#)
            #expect(try await mock.create(body).status == 503)
        }
    }
}
