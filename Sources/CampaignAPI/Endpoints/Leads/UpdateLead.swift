import Base
import Calling
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `PUT /user/leads/{id}`: changes a lead or a secondary contact (life.md, §3).
///
/// The lead is looked up before the fields are checked, so nearly all checks are part of the write.
final class UpdateLead: Endpoint {
    private static let names = ["campaign_id", "phone_number", "status", "variables"]
    private static let invalidMessage = "Validation failed"
    private static let unknownCampaign = "The selected campaign does not exist"
    private static let assignedStatus = "This status is assigned automatically and cannot be set manually"
    private static let updated = Answer.message(.ok, "Lead updated successfully")

    let memberNames = KnownStrings(names)
    private let validator = Validator([
        Field("campaign_id", .nullable, .integer),
        Field("phone_number", .nullable, .string),
        Field(
            "status", .nullable, .string, .oneOf(LeadChange.settableStatuses.map(\.rawValue)),
            lastMessage: assignedStatus),
        Field("variables", .nullable, .array, lastMessage: "Variables must be an array"),
    ])

    private enum Outcome: Sendable {
        case leadNotFound, invalidFields, unknownCampaign, invalid, campaignNotFound, invalidPhoneNumber
        /// - Parameter lead: the changed lead.
        case updated(Lead)
    }

    let refusals: [ReadyAnswer] = [.leadNotFound, .campaignNotFound, .invalidPhoneNumber]

    var fields: [Field] { validator.fields }

    var invalidInput: InvalidInput {
        InvalidInput(validator.validate(["status": "scheduled"]).errors, documented: Self.invalidMessage)
    }

    func reviewValidator(for account: Account?, in directory: AccountDirectory) -> Validator { validator }

    func reviewMembers(_ members: JSONObject) -> JSONObject { Self.sent(in: members) }

    func stored(_ value: JSONValue, as name: String) -> JSONValue {
        name == "phone_number" ? value.storedPhoneNumber : value
    }

    func outcome(of context: EndpointContext) -> EndpointOutcome {
        let invalidNames = Self.invalidNames(in: context.input.members)
        let report = validator.validate(Self.sent(in: context.input.members))
        // The platform refuses unknown members itself, so there is nothing to warn about.
        let warnings = invalidNames.isEmpty ? context.warnings(in: report) : context.input.warnings
        guard let id = context.pathID else {
            return .answered(EndpointAnswer(Answer.leadNotFound), warnings: warnings)
        }
        let account = context.account
        let refusal = context.invalid(report.errors, warnings, documented: Self.invalidMessage)
        let change = LeadChange(report)
        let names =
            [CampaignRunner.Named.lead(id)] + [change.campaignID.map(CampaignRunner.Named.campaign)].compactMap(\.self)
        let write = context.write(naming: names, isNeeded: change.concernsCalls) {
            batch, now -> (Outcome, CampaignRunner.Consequence) in
            guard let lead = try batch.lead(id: id, of: account) else { return (.leadNotFound, .none) }
            guard invalidNames.isEmpty else { return (.invalidFields, .none) }
            let owner = try change.campaignID.flatMap { try batch.accountID(ofCampaign: $0) }
            if change.campaignID != nil, owner == nil { return (.unknownCampaign, .none) }
            guard refusal == nil else { return (.invalid, .none) }
            guard owner ?? account.id == account.id else { return (.campaignNotFound, .none) }
            let phoneNumber = change.phoneNumber.flatMap(DiallableNumber.cleaned)
            if change.phoneNumber != nil, phoneNumber == nil { return (.invalidPhoneNumber, .none) }
            let changed = change.applied(to: lead, phoneNumber: phoneNumber, at: now)
            if changed != lead {
                try batch.update(lead, to: changed, settingBackOthers: change.startsAgain(lead))
            }
            return (.updated(changed), .command(change.command(forLead: id, phoneNumber: phoneNumber)))
        } answering: { outcome in
            switch outcome {
            case .leadNotFound: EndpointAnswer(Answer.leadNotFound)
            case .invalidFields:
                EndpointAnswer(
                    Answer.message(
                        .unprocessableContent, "Invalid fields: \(invalidNames.joined(separator: ", "))"))
            case .unknownCampaign:
                EndpointAnswer(Self.unknownCampaign(context, report.errors, warnings))
            case .invalid: EndpointAnswer(refusal ?? Answer.serverError)
            case .campaignNotFound: EndpointAnswer(Answer.campaignNotFound)
            case .invalidPhoneNumber: EndpointAnswer(Answer.invalidPhoneNumber)
            case .updated(let lead):
                EndpointAnswer(Self.updated, campaignID: lead.campaignID, leadID: lead.id)
            }
        }
        return .writing(write, warnings: warnings)
    }

    /// The names that the platform refuses, each once, in the order sent.
    private static func invalidNames(in members: JSONObject) -> [String] {
        let invalid = members.members.map(\.name).filter { name in !names.contains { $0.hasSameScalars(as: name) } }
        guard invalid.count > 1 else { return invalid }
        var seen: Set<ScalarString> = []
        return invalid.filter { seen.insert(ScalarString($0)).inserted }
    }

    /// The members with `null` in place of empty arrays, which count as not sent.
    private static func sent(in members: JSONObject) -> JSONObject {
        JSONObject(
            members.members.map { member in
                switch member.value {
                case .array(let elements) where elements.isEmpty: JSONObject.Member(name: member.name, value: .null)
                case .object(let object) where object.isEmpty: JSONObject.Member(name: member.name, value: .null)
                default: member
                }
            })
    }

    /// Returns the 422 with the error about the campaign before those about the other fields.
    private static func unknownCampaign(
        _ context: EndpointContext, _ others: ValidationErrors, _ warnings: [Warning]
    ) -> Response {
        var errors = ValidationErrors()
        errors.add("campaign_id", unknownCampaign)
        for entry in others.entries {
            for message in entry.messages { errors.add(entry.name, message) }
        }
        return context.invalid(errors, warnings, documented: invalidMessage) ?? Answer.serverError
    }
}
