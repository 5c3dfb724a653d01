import CampaignAPI
import CampaignRunner
package import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
package import JSON
import Validation

// Accounts.
extension ControlPlane {
    func accounts(_ request: Request) async throws(ControlRefusal) -> Response {
        let counts = try await stored { () throws(StorageFailure) in try await store.campaignCounts() }
        let documents = store.directory.accounts.map { document(of: $0, campaigns: counts[$0.id] ?? 0, request) }
        return Answer.json(.ok, ["accounts": .array(documents)])
    }

    func account(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try await document(of: try account(in: request), request))
    }

    func createAccount(_ request: Request) async throws(ControlRefusal) -> Response {
        let account = try await makeAccount(try ControlBody.object(of: request))
        return Answer.json(.created, try await document(of: account, request))
    }

    /// Makes an account from a copy of the demo account.
    ///
    /// - Parameter overrides: members that replace the copy's (RFC 7396). Its objects have no two members of one name.
    package func makeAccount(_ overrides: JSONObject) async throws(ControlRefusal) -> Account {
        let plans = store.directory.plans
        let definition: AccountDefinition
        do throws(SeedError) {
            definition = try AccountTemplate(seed.current.seed).definition(overrides: overrides, plans: plans)
        } catch {
            throw .mistake(error)
        }
        return try await change(naming: definition.name) { [self] () async throws(AccountRefusal) in
            let lastNumber = journal.lastNumber
            let account = try await store.createAccount(definition)
            journal.note { $0.noteNew(account: account.name, after: lastNumber) }
            publish("created", account.name)
            return account
        }
    }

    func changeAccount(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = try account(in: request).name
        let account = try await changeAccount(named: name, try ControlBody.object(of: request))
        return Answer.json(.ok, try await document(of: account, request))
    }

    /// Applies a JSON merge patch to an account (RFC 7396).
    ///
    /// The account and the plans are read inside the transaction, so no concurrent change is lost.
    ///
    /// - Parameter changes: its objects have no two members of one name.
    package func changeAccount(named name: String, _ changes: JSONObject) async throws(ControlRefusal) -> Account {
        let patch = JSONValue.object(changes)
        // Only a new name can belong to another account.
        let newName = patch["name"]?.string ?? name
        return try await change(naming: newName, of: name) { [self] () async throws(AccountRefusal) in
            let account = try await settled(name) { [store] () async throws(AccountRefusal) in
                try await store.updateAccount(named: name) { current throws(SeedError) in
                    let plans = store.directory.plans
                    let merged = current.json(plans: []).mergedAccount(with: patch, plans: plans)
                    current = try AccountDefinition(json: merged, plans: plans, isTimezone: TimeZoneNames.contains)
                }
            }
            if account.name != name { journal.note { $0.noteFormer(name: name) } }
            publish("changed", account.name)
            return account
        }
    }

    func deleteAccount(_ request: Request) async throws(ControlRefusal) -> Response {
        try await deleteAccount(named: try account(in: request).name)
        return Answer.json(.ok, ["deleted": 1])
    }

    /// Removes an account with its campaigns, leads and webhooks.
    package func deleteAccount(named name: String) async throws(ControlRefusal) {
        let id = store.directory.account(named: name)?.id
        try await change(naming: name) { [self] () async throws(AccountRefusal) in
            try await store.deleteAccount(named: name)
            if let id { webhooks.removeAll(ofAccount: id) }
            journal.note { $0.noteFormer(name: name) }
            publish("deleted", name)
        }
    }

    /// Runs a change of what an account's calls depend on; see ``CampaignRunner/settle(accountNamed:)``.
    ///
    /// - Parameter name: the account's name before the change.
    func settled(
        _ name: String, _ change: () async throws(AccountRefusal) -> Account
    ) async throws(AccountRefusal) -> Account {
        try await settle(name)
        let account = try await change()
        try await settle(account.name)
        return account
    }

    private func settle(_ name: String) async throws(AccountRefusal) {
        do throws(StorageFailure) { try await runner.settle(accountNamed: name) } catch { throw .failed(error) }
    }

    /// Runs a change of an account to its end, also when the client disconnects.
    ///
    /// - Parameters:
    ///   - name: the account's name after the change, for a refusal's message.
    ///   - former: the account's name before the change, if it differs.
    func change<Value: Sendable>(
        naming name: String, of former: String? = nil,
        _ work: @escaping @Sendable () async throws(AccountRefusal) -> Value
    ) async throws(ControlRefusal) -> Value {
        do {
            return try await uninterrupted(work)
        } catch {
            throw ControlRefusal(error, name: error == .notFound ? former ?? name : name)
        }
    }

    /// All accounts in the order of their creation.
    package var accountList: [Account] { store.directory.accounts }

    func account(in request: Request) throws(ControlRefusal) -> Account {
        try account(named: request.parameters["name"] ?? "")
    }

    /// - Throws: ``ControlRefusal/notFound(_:)``.
    package func account(named name: String) throws(ControlRefusal) -> Account {
        guard let account = store.directory.account(named: name) else {
            throw .notFound("There is no account \(name).")
        }
        return account
    }

    private func document(of account: Account, _ request: Request) async throws(ControlRefusal) -> JSONValue {
        let count = try await stored { () throws(StorageFailure) in
            try await store.campaignCount(account: account.name)
        }
        return document(of: account, campaigns: Int64(count), request)
    }

    /// An account's definition, with its number of campaigns and the base URL for its requests.
    func document(of account: Account, campaigns count: Int64, _ request: Request) -> JSONValue {
        var document = account.definition.json(plans: []).object ?? [:]
        document["campaigns"] = .integer(count)
        document["base_url"] = (options.api.publicURL ?? request.head.authority.map { "http://\($0)" })
            .map { .string($0 + CampaignRoutes.optionalPrefix) }
        return .object(document)
    }

    func publish(_ change: String, _ name: String) {
        journal.publish(
            "account", ["name": .string(name), "change": .string(change)], about: Event.Topic(account: name))
    }
}
