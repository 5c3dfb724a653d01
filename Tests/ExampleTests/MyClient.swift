import Foundation

#if canImport(FoundationNetworking)
// On Linux URLSession is a module of its own.
import FoundationNetworking
#endif

/// A client of the campaign API, as an application has one. It sends a request again after a 503, at most twice.
struct MyClient {
    struct NoHTTP: Error {}

    let baseURL: String
    let key: String

    /// - Returns: The status of the response.
    @discardableResult
    func createCampaign(name: String, assistant: Int) async throws -> Int {
        try await send("POST", "/user/campaign", ["name": name, "assistant_id": assistant])
    }

    /// - Returns: The status of the response.
    @discardableResult
    func listCampaigns() async throws -> Int { try await send("GET", "/user/campaigns", nil) }

    /// Creates a campaign with one lead, and starts it.
    func startCampaign(name: String, assistant: Int, calling number: String) async throws {
        let create: [String: Any] = ["name": name, "assistant_id": assistant]
        let campaign = try await receive("POST", "/user/campaign", create).id
        _ = try await receive("POST", "/user/lead", ["campaign_id": campaign, "phone_number": number])
        _ = try await receive("POST", "/user/campaigns/update-status", ["campaign_id": campaign, "action": "start"])
    }

    /// - Returns: The status of the response.
    @discardableResult
    func send(_ method: String, _ path: String, _ members: [String: Any]?) async throws -> Int {
        try await receive(method, path, members).status
    }

    /// - Returns: The status of the response, and the id of what it made; 0 for none.
    private func receive(
        _ method: String, _ path: String, _ members: [String: Any]?
    ) async throws -> (status: Int, id: Int) {
        guard let url = URL(string: baseURL + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        if let members {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try JSONSerialization.data(withJSONObject: members)
        }
        var (status, id) = (0, 0)
        for _ in 0..<3 {
            let (data, answer) = try await URLSession.shared.data(for: request)
            guard let response = answer as? HTTPURLResponse else { throw NoHTTP() }
            status = response.statusCode
            let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
            id = (json?["data"] as? [String: Any])?["id"] as? Int ?? 0
            if status != 503 { break }
        }
        return (status, id)
    }
}
