import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import OpenAPI
import TestSupport
import Testing

@testable import CampaignAPI

/// The API with a campaign 1, a lead 1 and a call 1, and a document that may be broken on purpose.
struct DescribedAPI {
    var document: JSONValue
    let api: TestAPI
    /// The last digits of the next lead's phone number: no two leads of a campaign may have the same.
    private static let numbers = Counter()

    init(_ options: CampaignOptions = CampaignOptions()) async throws {
        document = options.strict ? Self.document(options) : Self.usualDocument
        var seed = Seed.demo
        for index in seed.accounts.indices {
            // Limits of a plan are no limits of the API.
            seed.accounts[index].plan.maximumCampaigns = .max
            seed.accounts[index].plan.maximumCallsInParallel = .max
        }
        api = try TestAPI(options, seed: seed)
        let campaign = try await api.makeCampaign()
        try #require(campaign == 1)
        let lead = try await api.makeLead("+15550100001", campaign: campaign)
        try #require(lead == 1)
        let account = try #require(api.store.directory.account(named: "demo"))
        let isStored = try await api.store.write(generation: api.store.directory.generation) { batch in
            var changes = CallingChanges(firstCallID: 1, simulatedUntil: 0)
            changes.begin(
                CallingChanges.NewCall(
                    campaignID: 1, leadID: 1, assistantID: 127, assistantPhoneNumber: nil,
                    phoneNumber: "+15550100001", outcome: .completed, attempt: 1, beganAt: 0, endsAt: 60))
            // The lead has not changed by it, so that it can still be called.
            changes.endCall(id: 1, at: 60)
            return try batch.store(changes, ofAccount: account.id)
        }
        try #require(isStored)
    }

    private static let usualDocument = document(CampaignOptions())

    private static func document(_ options: CampaignOptions) -> JSONValue {
        CampaignRoutes.document(options: options, version: "1", server: "http://localhost/api").json
    }

    var operations: [DescribedOperation] { DescribedOperation.all(in: document) }

    func operation(_ name: String) throws -> DescribedOperation {
        try #require(operations.first { $0.name == name })
    }

    /// Sends a request of an operation.
    ///
    /// - Parameters:
    ///   - body: the members; `nil` for none.
    ///   - query: without the question mark.
    func send(
        _ operation: DescribedOperation, _ body: JSONObject? = nil, query: String = "",
        headers: [(String, String)] = []
    ) async throws -> Answered {
        let path = operation.path.replacing("{id}", with: "1")
        return try await api.send(
            body.map { String(decoding: JSONValue.object($0).encoded(), as: UTF8.self) } ?? "",
            method: operation.method, target: "/api\(path)\(query.isEmpty ? "" : "?")\(query)", headers: headers)
    }

    /// A body of the operation that is accepted: the required members, with the document's examples.
    func validBody(of operation: DescribedOperation) -> JSONObject {
        var body = JSONObject()
        let schema = operation.requestSchema()
        for name in schema?["required"]?.array?.compactMap(\.string) ?? [] {
            let member = schema?["properties"]?[name]
            body[name] = member?["examples"]?[0] ?? member?["enum"]?[0]
        }
        if body["phone_number"] != nil { body["phone_number"] = .string(Self.nextNumber()) }
        return body
    }

    private static func nextNumber() -> String { "+1666\(1_000_000 + numbers.next())" }
}

/// Counts up from 1.
private final class Counter: Sendable {
    private let count = Locked(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
