import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import Validation

/// `GET /user/calls`: the account's calls, oldest first, page by page (calling.md, §6).
final class ListCalls: ValidatedEndpoint {
    let validator = Validator(
        [
            Field("status", .nullable, .oneOf(CallStatus.allCases.map(\.rawValue))),
            Field("type", .nullable, .oneOf(CallType.allCases.map(\.rawValue))),
            Field("phone_number", .nullable, .string),
            Field("assistant_id", .nullable, .integer),
            Field("campaign_id", .nullable, .integer),
            Field("date_from", .nullable, .date),
            Field("date_to", .nullable, .date),
        ] + PageRequest.fields)

    /// About how many bytes a call takes.
    private static let callBytes = 768

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let (store, account, request, options) = (context.store, context.account, context.request, context.options)
        let (filter, page) = (Self.filter(report, of: account), PageRequest(report))
        return .reading { () async throws(StorageFailure) in
            let found = try await store.calls(filter, offset: page.offset, limit: page.size)
            return EndpointAnswer(
                Paginator(page, of: request, options).response(
                    found.calls, total: found.total, rowBytes: Self.callBytes
                ) {
                    CallResource.write($0, in: account, to: &$1)
                })
        }
    }

    private static func filter(_ report: Report, of account: Account) -> CallFilter {
        CallFilter(
            accountID: account.id, status: report.string("status").flatMap(CallStatus.init(rawValue:)),
            type: report.string("type").flatMap(CallType.init(rawValue:)), phoneNumber: report.string("phone_number"),
            assistantID: report.integer("assistant_id"), campaignID: report.integer("campaign_id"),
            beganFrom: CalendarDate.firstSecond(ofDay: report.string("date_from")),
            // The last day is included.
            beganBefore: CalendarDate.firstSecond(ofDay: report.string("date_to")).map {
                $0 + CivilDate.secondsInDay
            })
    }
}

extension CalendarDate {
    /// Returns the first second of a day in UTC, in Unix seconds; `nil` without a day.
    ///
    /// - Parameter text: a valid day, such as `2026-02-23`.
    static func firstSecond(ofDay text: String?) -> Int64? {
        text.flatMap(date).map { Int64($0.daysSince1970) * CivilDate.secondsInDay }
    }
}
