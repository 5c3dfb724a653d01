import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

// Calls with every stored field.
extension ControlPlane {
    static let callFields =
        [
            Field("account", .nullable, .string),
            Field("status", .nullable, .oneOf(CallStatus.allCases.map(\.rawValue))),
            Field("outcome", .nullable, .oneOf(OutcomeName.allCases.map(\.rawValue))),
            Field("campaign_id", .nullable, .integer, .min(1)),
            Field("lead_id", .nullable, .integer, .min(1)),
        ] + Page.fields

    func storedCalls(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let page = Page(report)
        let filter = CallRowFilter(
            account: report.string("account"), status: report.string("status").flatMap(CallStatus.init),
            outcome: report.string("outcome").flatMap(OutcomeName.init), campaignID: report.integer("campaign_id"),
            leadID: report.integer("lead_id"), afterID: page.afterID, limit: page.limit)
        let found = try await stored { () throws(StorageFailure) in try await store.callRows(matching: filter) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("calls")
        writer.beginArray()
        for call in found { call.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return Answer.json(.ok, bytes: writer.takeBytes())
    }
}
