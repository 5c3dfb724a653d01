import Base
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/lead`: adds a lead to a campaign, with its secondary contacts (life.md, §3).
final class CreateLead: ValidatedEndpoint {
    private static let names = ["phone_number", "campaign_id", "variables", "allow_dupplicate", "secondary_contacts"]

    /// Whether a number may occur twice in a campaign where the request does not say so.
    static let allowsDuplicate = false

    let memberNames = KnownStrings(names)
    // The order is that of the checks, and `new` reads the values by their index in it.
    let validator = Validator([
        Field(names[0], .required, .string),
        Field(names[1], .required, .integer),
        Field(names[2], .nullable, .array),
        // The platform spells it so.
        Field(names[3], .nullable, .boolean),
        Field(
            names[4], .nullable, .array,
            members: [Field("phone_number", .required, .string), Field("variables", .nullable, .array)]),
    ])

    let refusals: [ReadyAnswer] = [.campaignNotFound, .invalidPhoneNumber, .leadAlreadyExists]

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let lead = Self.new(report, createdAt: context.now) else {
            return .answered(EndpointAnswer(Answer.serverError))
        }
        let account = context.account
        let write = context.write(naming: [], isNeeded: false) { batch, now in
            // The second in which the request takes effect, by which its calls go; or the clock's, which may be set back.
            let lead = lead.created(at: min(now, context.now))
            let outcome = try batch.createLead(lead, of: account)
            guard case .created(let id, _) = outcome else { return ((outcome, lead), .none) }
            return ((outcome, lead), .lead(id: id, campaignID: lead.campaignID))
        } answering: { (outcome, lead) in
            switch outcome {
            case .created(let id, let campaignName):
                EndpointAnswer(Self.created(id, lead, campaignName), campaignID: lead.campaignID, leadID: id)
            case .campaignNotFound: EndpointAnswer(Answer.campaignNotFound)
            case .invalidPhoneNumber: EndpointAnswer(Answer.invalidPhoneNumber)
            case .alreadyExists: EndpointAnswer(Answer.leadAlreadyExists)
            }
        }
        return .writing(write)
    }

    /// - Returns: `nil` if a required member is missing, which cannot happen in a report without errors.
    private static func new(_ report: Report, createdAt: Int64) -> NewLead? {
        guard let number = report.string(at: 0), let campaignID = report.integer(at: 1) else { return nil }
        return NewLead(
            campaignID: campaignID, phoneNumber: DiallableNumber.cleaned(number),
            variables: LeadVariables(report.value(at: 2)),
            allowsDuplicate: report.boolean(at: 3) ?? Self.allowsDuplicate,
            contacts: report.elements(at: 4)?.map(contact) ?? [], createdAt: createdAt)
    }

    private static func contact(_ element: JSONValue) -> NewLead.Contact {
        NewLead.Contact(
            phoneNumber: element["phone_number"]?.string.flatMap(DiallableNumber.cleaned),
            variables: LeadVariables(element["variables"]))
    }

    /// The contacts have the ids behind that of the lead.
    private static func created(_ id: Int64, _ new: NewLead, _ campaignName: String) -> Response {
        var lead = Lead(
            id: id, campaignID: new.campaignID, phoneNumber: new.phoneNumber ?? "", variables: new.variables,
            createdAt: new.createdAt, updatedAt: new.createdAt)
        let listed = ListedLead(
            lead: lead, campaignName: campaignName,
            contacts: new.contacts.map { contact in
                lead.id += 1
                lead.phoneNumber = contact.phoneNumber ?? ""
                lead.variables = contact.variables
                return lead
            })
        var writer = JSONWriter()
        writer.reserveCapacity(384 * (1 + new.contacts.count))
        writer.beginObject()
        writer.name(plain: "message")
        writer.string("Lead created successfully")
        writer.name(plain: "data")
        LeadResource.write(listed, to: &writer)
        writer.endObject()
        return Response(status: .ok, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }
}
