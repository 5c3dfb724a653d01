import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Logging
import Validation

/// `POST /user/campaign`: the checks of api.md in their order; the first that fails answers.
struct CreateCampaign: Sendable {
    private let store: Store
    private let clock: MockClock
    private let options: CampaignOptions
    private let validators = ValidatorCache()
    private let logger: Logger

    init(store: Store, clock: MockClock, options: CampaignOptions, logger: Logger) {
        self.store = store
        self.clock = clock
        self.options = options
        self.logger = logger
    }

    /// - Parameter directory: the accounts that the key was recognised in.
    func respond(to request: Request, of account: Account, in directory: Directory) -> Attempt {
        var exchange = Exchange(account: account.name)
        let body: JSONObject
        switch RequestBody.object(of: request) {
        case .object(let object): body = object
        case .refused(let response): return .answered(finished(response, exchange))
        }
        let report = validators.validator(for: account, in: directory).validate(body)
        exchange.warnings = CampaignWarnings.find(in: report, of: account)
        var errors = report.errors
        if options.strict {
            for warning in exchange.warnings { errors.add(warning.field, warning.message) }
        }
        guard errors.isEmpty, let parameters = CampaignParameters(report, of: account) else {
            var writer = JSONWriter()
            errors.write(to: &writer, message: options.validationMessage)
            let response = Response(
                status: .unprocessableContent, fields: Answer.jsonFields, bytes: writer.takeBytes())
            return .answered(finished(response, exchange))
        }
        let draft = CampaignDraft(account: account.name, parameters: parameters, createdAt: clock.now)
        return .storing { [exchange] in await store(draft, in: directory, exchange) }
    }

    private func store(_ draft: CampaignDraft, in directory: Directory, _ exchange: Exchange) async -> Response? {
        var exchange = exchange
        do {
            let campaign = try await store.create(draft, generation: directory.generation)
            exchange.campaignID = campaign.id
            return finished(
                Response(status: .created, fields: Answer.jsonFields, bytes: CampaignResource.created(campaign)),
                exchange)
        } catch {
            switch error {
            case .planLimitReached: return finished(Answer.planLimitReached, exchange)
            case .assistantNotFound: return finished(Answer.assistantNotFound, exchange)
            case .superseded: return nil
            case .failed(let failure):
                // The store has said so at level error, once for all that failed together.
                logger.debug("a campaign could not be stored", metadata: ["cause": "\(failure.message)"])
                return finished(Answer.serverError, exchange)
            }
        }
    }

    /// An answer that tells what was learned about its request.
    private func finished(_ response: Response, _ exchange: Exchange) -> Response {
        var response = response
        if !exchange.warnings.isEmpty {
            response.fields[.xMockWarnings] = String(exchange.warnings.count)
            log(exchange.warnings, of: exchange.account ?? "")
        }
        response.details = exchange
        return response
    }

    private func log(_ warnings: [Warning], of account: String) {
        for warning in warnings {
            logger.warning(
                "the real API would swallow this",
                metadata: ["account": "\(account)", "field": "\(warning.field)", "warning": "\(warning.message)"])
        }
    }
}
