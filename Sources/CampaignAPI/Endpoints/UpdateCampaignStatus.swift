import Calling
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/campaigns/update-status`: starts or stops a campaign (life.md, §2).
final class UpdateCampaignStatus: ValidatedEndpoint {
    let memberNames = KnownStrings(["campaign_id", "action"])
    let validator = Validator([Field("campaign_id", .required, .integer), Field("action", .required, .string)])

    let refusals: [ReadyAnswer] = [
        .campaignNotFound, .invalidAction, .campaignNotRunning, .campaignAlreadyInProgress, .insufficientBalance,
        .noPhoneNumber, .noLeads,
    ]

    var campaignNotFound: Response { StatusRefusal.campaignNotFound.response(campaignID: 0, status: "") }

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = report.integer("campaign_id"), let action = report.string("action") else {
            return .answered(EndpointAnswer(Answer.serverError))
        }
        let (account, change) = (context.account, StatusAction(rawValue: action))
        let write = context.write(naming: [.campaign(id)]) {
            batch, now -> (StatusOutcome, CampaignRunner.Consequence) in
            let outcome = try batch.changeStatus(ofCampaign: id, by: change, of: account, at: now)
            guard case .changed = outcome, let change else { return (outcome, .none) }
            switch change {
            case .start: return (outcome, .command(.start(campaignID: id)))
            case .stop: return (outcome, .command(.stop(campaignID: id)))
            }
        } answering: { outcome in
            switch Self.result(of: outcome) {
            case .changed(let message, let status):
                EndpointAnswer(Self.changed(message, campaignID: id, status: status), campaignID: id)
            case .refused(let refusal, let status):
                EndpointAnswer(refusal.response(campaignID: id, status: status))
            }
        }
        return .writing(write)
    }

    /// Some public clients send the action under the name `status`.
    func warnings(in report: Report, of context: EndpointContext) -> [Warning] {
        let warnings = context.warnings(in: report)
        guard report["action"] == nil else { return warnings }
        return warnings.map { warning in
            guard warning.field == "status" else { return warning }
            return Warning(field: "status", message: "The status field is unknown. Did you mean action?")
        }
    }

    private enum Result {
        case changed(message: String, status: String)
        case refused(StatusRefusal, status: String)
    }

    private static func result(of outcome: StatusOutcome) -> Result {
        switch outcome {
        case .changed(CampaignStatus.inProgress.rawValue):
            .changed(message: "Campaign started successfully.", status: CampaignStatus.inProgress.rawValue)
        case .changed(let status): .changed(message: "Campaign stopped successfully.", status: status)
        case .campaignNotFound: .refused(.campaignNotFound, status: "")
        case .invalidAction: .refused(.invalidAction, status: "")
        case .notRunning(let status): .refused(.notRunning, status: status)
        case .alreadyRunning(let status): .refused(.alreadyRunning, status: status)
        case .insufficientBalance(let status): .refused(.insufficientBalance, status: status)
        case .noPhoneNumber(let status): .refused(.noPhoneNumber, status: status)
        case .noLeads(let status): .refused(.noLeads, status: status)
        }
    }

    private static func changed(_ message: String, campaignID: Int64, status: String) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name(plain: "message")
        writer.string(message)
        writer.name(plain: "success")
        writer.bool(true)
        writer.name(plain: "data")
        writer.beginObject()
        writer.name(plain: "campaign_id")
        writer.integer(campaignID)
        writer.name(plain: "status")
        writer.string(status)
        writer.endObject()
        writer.endObject()
        return Response(status: .ok, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }
}
