import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The journal as a file for other programs.
extension ControlPlane {
    static let archiveFields = RequestMatch.queryFields + [Field("limit", .nullable, .integer, .between(1, 1_000))]

    /// Responds with the recorded requests that match as an HTTP Archive, the oldest first.
    func archive(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let (match, report) = try RequestMatch.read(QueryParameters(request.query), fields)
        let found = journal.contents.entries(for: match).filter { $0.matches(match) == true }
        let limit = report.integer("limit").map { Int($0) } ?? found.count
        var writer = JSONWriter()
        HTTPArchive(
            version: options.version, publicURL: options.api.publicURL, baseURL: options.api.baseURL(for: request)
        ).write(found.suffix(limit), to: &writer)
        return Response(status: .ok, fields: [.contentType: "application/json"], bytes: writer.takeBytes())
    }
}
