import CampaignAPI
package import CampaignStore
import HTTPServer
import HTTPTypes
import JSON

// The reset of one account.
extension ControlPlane {
    func resetAccount(_ request: Request) async throws(ControlRefusal) -> Response {
        let account = try await resetAccount(named: try account(in: request).name)
        return Answer.json(.ok, document(of: account, campaigns: 0, request))
    }

    /// Resets an account: its rows, its definition, its faults, its requests in the journal, its clock and its counted
    /// rate. All of them change at the moment at which the store publishes its change.
    package func resetAccount(named name: String) async throws(ControlRefusal) -> Account {
        try await change(naming: name) { [self] () async throws(AccountRefusal) in
            try await store.resetAccount(named: name) { account in
                // The reset takes back a change of the name too.
                let names: Set = [name, account.name]
                self.faults.removeAll(ofAccounts: names)
                self.limiter.reset(account: account.id)
                self.held.reset(account: account.id)
                self.webhooks.removeAll(ofAccount: account.id)
                self.journal.remove(ofAccount: names)
                self.publish("reset", account.name)
            }
        }
    }

    /// Removes an account that was made for one test, with all that the reset of an account removes. An account that is
    /// gone already keeps nothing either.
    ///
    /// - Parameters:
    ///   - id: the ``CampaignStore/Account/id`` of the account.
    ///   - name: the account's name when it was made. It may have changed since.
    package func discardAccount(id: Int64, madeAs name: String) async throws(ControlRefusal) {
        let current = store.directory.accounts.first { $0.id == id }
        let names: Set = [name, current?.name ?? name]
        faults.removeAll(ofAccounts: names)
        held.reset(account: id)
        if let current { try await deleteAccount(named: current.name) }
        // Afterwards no key of the account is valid, so nothing of it is counted or recorded any more.
        limiter.reset(account: id)
        journal.remove(ofAccount: names)
    }
}
