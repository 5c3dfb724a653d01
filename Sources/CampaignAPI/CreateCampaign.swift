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
    /// - Returns: `nil` when the accounts have changed meanwhile: the request is to be looked at anew.
    func respond(to request: Request, of account: Account, in directory: Directory) async -> Response? {
        var exchange = Exchange(account: account.name)
        guard var response = await answer(request, of: account, in: directory, &exchange) else { return nil }
        if !exchange.warnings.isEmpty {
            response.fields[.xMockWarnings] = String(exchange.warnings.count)
            log(exchange.warnings, of: account)
        }
        response.details = exchange
        return response
    }

    private func answer(
        _ request: Request, of account: Account, in directory: Directory, _ exchange: inout Exchange
    ) async -> Response? {
        let body: JSONObject
        switch RequestBody.object(of: request) {
        case .object(let object): body = object
        case .refused(let response): return response
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
            return Response(status: .unprocessableContent, fields: Answer.jsonFields, bytes: writer.bytes)
        }
        return await create(parameters, for: account, in: directory, &exchange)
    }

    private func create(
        _ parameters: CampaignParameters, for account: Account, in directory: Directory, _ exchange: inout Exchange
    ) async -> Response? {
        let draft = CampaignDraft(account: account.name, parameters: parameters, createdAt: clock.now)
        do {
            let campaign = try await store.create(draft, generation: directory.generation)
            exchange.campaignID = campaign.id
            return Response(
                status: .created, fields: Answer.jsonFields, bytes: CampaignResource.created(campaign))
        } catch {
            switch error {
            case .planLimitReached: return Answer.planLimitReached
            case .assistantNotFound: return Answer.assistantNotFound
            case .superseded: return nil
            case .failed(let failure):
                // The store has said so at level error, once for all that failed together.
                logger.debug("a campaign could not be stored", metadata: ["cause": "\(failure.message)"])
                return Answer.serverError
            }
        }
    }

    private func log(_ warnings: [Warning], of account: Account) {
        for warning in warnings {
            logger.warning(
                "the real API would swallow this",
                metadata: ["account": "\(account.name)", "field": "\(warning.field)", "warning": "\(warning.message)"])
        }
    }
}
