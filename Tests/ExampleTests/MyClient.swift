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

    /// - Returns: The status of the response.
    @discardableResult
    func send(_ method: String, _ path: String, _ members: [String: Any]?) async throws -> Int {
        guard let url = URL(string: baseURL + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        if let members {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try JSONSerialization.data(withJSONObject: members)
        }
        var status = 0
        for _ in 0..<3 {
            guard let response = try await URLSession.shared.data(for: request).1 as? HTTPURLResponse else {
                throw NoHTTP()
            }
            status = response.statusCode
            if status != 503 { break }
        }
        return status
    }
}
