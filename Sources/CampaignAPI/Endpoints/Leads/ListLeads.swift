import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/leads`: the account's leads, oldest first, page by page (life.md, §3).
final class ListLeads: ValidatedEndpoint {
    let validator = Validator(
        [
            Field("status", .nullable, .oneOf(LeadStatus.allCases.map(\.rawValue))),
            Field("campaign_id", .nullable, .integer),
            Field("phone_number", .nullable, .string),
            Field("date_from", .nullable, .date),
            Field("date_to", .nullable, .date),
        ] + PageRequest.fields)

    /// About how many bytes a lead takes.
    private static let leadBytes = 384

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let (store, filter) = (context.store, Self.filter(report, of: context.account))
        switch context.account.definition.leadList ?? context.options.leadList {
        case .bare:
            return .reading { () async throws(StorageFailure) in
                EndpointAnswer(Self.bareList(try await store.allLeads(filter)))
            }
        case .pages:
            let page = PageRequest(report)
            let (request, options) = (context.request, context.options)
            return .reading { () async throws(StorageFailure) in
                let found = try await store.leads(filter, offset: page.offset, limit: page.size)
                return EndpointAnswer(
                    Paginator(page, of: request, options).response(
                        found.leads, total: found.total, rowBytes: Self.leadBytes, write: LeadResource.write))
            }
        }
    }

    private static func filter(_ report: Report, of account: Account) -> LeadFilter {
        LeadFilter(
            accountID: account.id, status: report.string("status").flatMap(LeadStatus.init(rawValue:)),
            campaignID: report.integer("campaign_id"), phoneNumber: report.string("phone_number"),
            createdFrom: CalendarDate.firstSecond(ofDay: report.string("date_from")),
            // The last day is included.
            createdBefore: CalendarDate.firstSecond(ofDay: report.string("date_to")).map {
                $0 + CivilDate.secondsInDay
            })
    }

    /// The older form of the list, which some clients still expect.
    private static func bareList(_ leads: [ListedLead]) -> Response {
        var writer = JSONWriter()
        writer.reserveCapacity(16 + leads.count * leadBytes)
        writer.beginArray()
        for index in leads.indices { LeadResource.write(leads[index], to: &writer) }
        writer.endArray()
        return Response(status: .ok, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }
}
