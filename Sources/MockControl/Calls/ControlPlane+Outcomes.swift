import CampaignAPI
package import CampaignStore
import HTTPServer
import HTTPTypes
import JSON

// What a test sets for the calls of an account (calling.md, §5).
extension ControlPlane {
    func outcomes(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try account(in: request).definition.outcomes.json)
    }

    func setOutcomes(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = try account(in: request).name
        let list = try ControlBody.list(of: request)
        let settings: [OutcomeSetting]
        do throws(SeedError) { settings = try OutcomeSetting.list(json: list) } catch { throw .mistake(error) }
        return Answer.json(.ok, try await setOutcomes(settings, ofAccount: name).json)
    }

    func removeOutcomes(_ request: Request) async throws(ControlRefusal) -> Response {
        let account = try account(in: request)
        let count = account.definition.outcomes.count
        try await setOutcomes([], ofAccount: account.name)
        return Answer.json(.ok, ["deleted": .integer(Int64(count))])
    }

    /// Replaces the outcomes of an account.
    ///
    /// - Returns: the outcomes after the change.
    @discardableResult
    package func setOutcomes(
        _ outcomes: [OutcomeSetting], ofAccount name: String
    ) async throws(ControlRefusal) -> [OutcomeSetting] {
        try await change(naming: name) { [self] () async throws(AccountRefusal) in
            let account = try await settled(name) { [store] () async throws(AccountRefusal) in
                try await store.updateAccount(named: name) { $0.outcomes = outcomes }
            }
            publish("changed", account.name)
            return account.definition.outcomes
        }
    }
}

extension [OutcomeSetting] {
    fileprivate var json: JSONValue { .array(map { $0.json() }) }
}
