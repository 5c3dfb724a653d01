import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The journal and the webhooks as files for other programs.
extension ControlPlane {
    static let archiveFields = RequestMatch.queryFields + [Field("limit", .nullable, .integer, .between(1, 1_000))]

    /// Responds with the recorded requests that match as an HTTP Archive, the oldest first.
    func archive(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let (match, report) = try RequestMatch.read(QueryParameters(request.query), fields)
        let found = journal.contents.entries(for: match).filter { $0.matches(match) == true }
        let limit = report.integer("limit").map { Int($0) } ?? found.count
        let archived = ArchivedRequests(
            publicURL: options.api.publicURL, baseURL: options.api.baseURL(for: request))
        return archive(of: found.suffix(limit).lazy.map { archived.object(of: $0) })
    }

    static let webhookArchiveFields =
        WebhookFilter.fields + [Field("limit", .nullable, .integer, .between(1, 1_000))]

    /// Responds with the posts that match and were sent as an HTTP Archive, the oldest first.
    func archiveOfWebhooks(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let found = webhooks.list(WebhookFilter(report)).compactMap { $0.archived(version: options.version) }
        let limit = report.integer("limit").map { Int($0) } ?? found.count
        return archive(of: found.prefix(limit).reversed())
    }

    private func archive(of entries: some Sequence<JSONObject>) -> Response {
        var writer = JSONWriter()
        HTTPArchive(version: options.version).write(entries, to: &writer)
        return Response(status: .ok, fields: [.contentType: "application/json"], bytes: writer.takeBytes())
    }
}
