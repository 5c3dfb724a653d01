import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

// Campaigns with every stored field.
extension ControlPlane {
    static let campaignFields =
        [
            Field("account", .nullable, .string), Field("name", .nullable, .string),
            Field("status", .nullable, .string), Field("campaign_id", .nullable, .integer, .min(1)),
            Field("lead_counts", .nullable, .oneOf(["true", "false", "1", "0"])),
        ] + Page.fields

    func campaigns(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let page = Page(report)
        let only = report.integer("campaign_id")
        let filter = CampaignFilter(
            account: report.string("account"), name: report.string("name"), status: report.string("status"),
            afterID: max(page.afterID, only.map { $0 - 1 } ?? 0), beforeID: only == nil ? page.beforeID : nil,
            limit: only == nil ? page.limit : 1)
        let found = try await stored { () throws(StorageFailure) in try await store.campaigns(matching: filter) }
        let wanted = found.filter { only == nil || $0.id == only }
        guard ["true", "1"].contains(report.string("lead_counts")) else {
            return Answer.json(.ok, ["campaigns": .array(wanted.map { $0.json() })])
        }
        let counts = try await stored { () throws(StorageFailure) in
            try await store.leadCounts(ofCampaigns: wanted.map(\.id))
        }
        return Answer.json(.ok, ["campaigns": .array(wanted.map { Self.row($0, counts[$0.id] ?? [:]) })])
    }

    /// A campaign with the number of its leads by status. A status that no lead has is left out.
    private static func row(_ campaign: Campaign, _ counts: [LeadStatus: Int64]) -> JSONValue {
        var row = campaign.json().object ?? [:]
        var members = JSONObject()
        for status in LeadStatus.allCases {
            if let count = counts[status] { members.append(status.rawValue, .integer(count)) }
        }
        row["lead_counts"] = .object(members)
        return .object(row)
    }

    func campaign(_ request: Request) async throws(ControlRefusal) -> Response {
        let text = request.parameters["id"] ?? ""
        if let id = Int64(text),
            let found = try await stored({ () throws(StorageFailure) in try await store.campaign(id: id) })
        {
            return Answer.json(.ok, found.json())
        }
        throw .notFound("There is no campaign \(text).")
    }
}
