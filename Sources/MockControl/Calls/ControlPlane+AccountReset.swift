import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON

// The reset of one account.
extension ControlPlane {
    /// Resets an account: its rows, its definition, its faults, its requests in the journal, its clock and its counted
    /// rate. All of them change at the moment at which the store publishes its change.
    func resetAccount(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = try account(in: request).name
        let account = try await change(naming: name) { [self] () async throws(AccountRefusal) in
            try await store.resetAccount(named: name) { account in
                // The reset takes back a change of the name too.
                let names: Set = [name, account.name]
                self.faults.removeAll(ofAccounts: names)
                self.limiter.reset(account: account.id)
                self.held.reset(account: account.id)
                self.journal.remove(ofAccount: names)
                self.publish("reset", account.name)
            }
        }
        return Answer.json(.ok, document(of: account, campaigns: 0, request))
    }
}
