import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

// Leads and secondary contacts with every stored field.
extension ControlPlane {
    static let leadFields =
        [
            Field("account", .nullable, .string),
            Field("status", .nullable, .oneOf(LeadStatus.allCases.map(\.rawValue))),
            Field("campaign_id", .nullable, .integer, .min(1)),
        ] + Page.fields

    func leads(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let page = Page(report)
        let filter = LeadRowFilter(
            account: report.string("account"), status: report.string("status").flatMap(LeadStatus.init),
            campaignID: report.integer("campaign_id"), afterID: page.afterID, beforeID: page.beforeID,
            limit: page.limit)
        let found = try await stored { () throws(StorageFailure) in try await store.leadRows(matching: filter) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("leads")
        writer.beginArray()
        for lead in found { lead.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return Response(status: .ok, fields: [.contentType: "application/json"], bytes: writer.bytes)
    }

    func lead(_ request: Request) async throws(ControlRefusal) -> Response {
        let text = request.parameters["id"] ?? ""
        guard let id = Int64(text), id > 0 else { throw .notFound("There is no lead \(text).") }
        let filter = LeadRowFilter(afterID: id - 1, limit: 1)
        let found = try await stored { () throws(StorageFailure) in try await store.leadRows(matching: filter) }
        guard let lead = found.first, lead.id == id else { throw .notFound("There is no lead \(text).") }
        var writer = JSONWriter()
        lead.write(to: &writer)
        return Response(status: .ok, fields: [.contentType: "application/json"], bytes: writer.bytes)
    }
}
