import CampaignStore
import JSON
import Validation

extension CreateCampaign {
    func accountDefault(of name: String, in account: Account) -> JSONValue? {
        switch name {
        case CampaignParameter.timezone.name: .string(account.timezone)
        case CampaignParameter.maxCallsInParallel.name:
            .integer(CampaignParameters.maxCallsInParallel(for: account.plan))
        default: nil
        }
    }

    func requirement(of field: Field) -> String? {
        switch field.name {
        case CampaignParameter.maxCallsInParallel.name: field.requirement.map { "\($0), by plan" }
        case CampaignParameter.retryInterval.name: field.requirement.map { "\($0) minutes" }
        case CampaignParameter.allowedDays.name: "List of days"
        case CampaignParameter.phoneNumberIDs.name: "List of ids"
        default: field.requirement
        }
    }

    func elementRequirement(of field: Field) -> String? {
        field.name == CampaignParameter.allowedDays.name ? "In lower case" : field.elementRequirement
    }
}
