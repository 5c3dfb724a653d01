import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Logging
import Validation

/// `POST /user/campaign`: the checks of api.md in their order; the first that fails answers.
struct CreateCampaign: Sendable {
    private let clock: MockClock
    private let options: CampaignOptions
    private let validators = ValidatorCache()
    private let logger: Logger
    private let loggedWarnings = Locked(WarningTally())

    /// The `message` of a 422 as the vendor's documentation shows it for this endpoint.
    static let invalidData = "The given data was invalid."

    init(clock: MockClock, options: CampaignOptions, logger: Logger) {
        self.clock = clock
        self.options = options
        self.logger = logger
    }

    /// - Parameter directory: the accounts that the key was recognised in.
    func attempt(_ request: Request, of account: Account, in directory: Directory) -> Attempt {
        let body: JSONObject
        switch RequestBody.object(of: request) {
        case .object(let object): body = object
        case .refused(let response): return .answered(finished(response, account))
        }
        let report = validators.validator(for: account, in: directory).validate(body)
        let warnings = CampaignWarnings.find(in: report, of: account)
        var errors = report.errors
        if options.strict {
            for warning in warnings { errors.add(warning.field, warning.message) }
        }
        guard errors.isEmpty, let parameters = CampaignParameters(report, of: account) else {
            var writer = JSONWriter()
            errors.write(to: &writer, message: options.validationMessage.text(documented: Self.invalidData))
            let response = Response(
                status: .unprocessableContent, fields: Answer.jsonFields, bytes: writer.takeBytes())
            return .answered(finished(response, account, warnings))
        }
        return .storing(
            CampaignDraft(account: account.name, parameters: parameters, createdAt: clock.now), warnings)
    }

    /// The answer to a create that the store has decided upon.
    ///
    /// - Returns: `nil` when the accounts have changed since the request was looked at: it is then to be looked at anew.
    func response(to create: WaitingCreate, _ account: Account, _ warnings: [Warning]) -> Response? {
        switch create.outcome {
        case .success(let id):
            var response = Response(
                status: .created, fields: Answer.jsonFields, bytes: CampaignResource.created(id: id, create))
            finish(&response, account, warnings, campaignID: id)
            return response
        case .failure(.planLimitReached): return finished(Answer.planLimitReached, account, warnings)
        case .failure(.assistantNotFound): return finished(Answer.assistantNotFound, account, warnings)
        case .failure(.superseded), nil: return nil
        case .failure(.failed(let failure)):
            // The store has said so at level error, once for all that failed together.
            logger.debug("a campaign could not be stored", metadata: ["cause": "\(failure.message)"])
            return finished(Answer.serverError, account, warnings)
        }
    }

    private func finished(_ response: Response, _ account: Account, _ warnings: [Warning] = []) -> Response {
        var response = response
        finish(&response, account, warnings)
        return response
    }

    /// Makes an answer tell what was learned about its request.
    private func finish(
        _ response: inout Response, _ account: Account, _ warnings: [Warning], campaignID: Int64? = nil
    ) {
        if !warnings.isEmpty {
            response.fields[.xMockWarnings] = String(warnings.count)
            log(warnings, of: account.name)
        }
        response.details = Exchange(account: account.name, warnings: warnings, campaignID: campaignID)
    }

    private func log(_ warnings: [Warning], of account: String) {
        guard logger.logLevel <= .warning else { return }
        for warning in warnings {
            guard let times = loggedWarnings.withLock({ $0.count(warning, account: account) }) else { continue }
            var metadata: Logger.Metadata = [
                "account": "\(account)", "field": "\(warning.field)", "warning": "\(warning.message)",
            ]
            if times > 1 { metadata["times"] = "\(times)" }
            logger.warning("the real API would swallow this", metadata: metadata)
        }
    }
}
