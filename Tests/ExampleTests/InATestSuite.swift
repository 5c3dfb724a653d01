import CampaignMock
import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A client of the campaign API, as an application has one.
struct MyClient {
    let baseURL: String
    let key: String

    /// - Returns: The status of the response.
    func createCampaign(name: String, assistant: Int) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: baseURL + "/api/user/campaign")))
        request.httpMethod = "POST"
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONSerialization.data(withJSONObject: ["name": name, "assistant_id": assistant])
        let (_, response) = try await URLSession.shared.data(for: request)
        return try #require(response as? HTTPURLResponse).statusCode
    }
}

@Suite("Examples of the manual: in a test suite") struct InATestSuite {
    @Test func aMockInTheTestsProcess() async throws {
        let response = try await withMock { mock in
            // mock.url is http://127.0.0.1:PORT
            try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)
        }
        #expect(response == 201)
    }
}
