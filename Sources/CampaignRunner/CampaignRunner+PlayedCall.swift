import Calling
package import CampaignStore
import JSON

extension CampaignRunner {
    /// Plays a call of a lead by hand. It begins at once, whatever window, status and maxima say (calling.md, §6).
    ///
    /// - Returns: the call that has begun; `nil` if there is no such lead.
    package func play(_ call: PlayedCall) async throws(StorageFailure) -> CallRecord? {
        try await write { [self] batch in
            guard let lead = try batch.lead(id: call.leadID),
                let owner = try batch.accountID(ofCampaign: lead.campaignID),
                let account = batch.directory.accounts.first(where: { $0.id == owner })
            else { return nil }
            let command = Command.play(
                contactID: lead.id,
                plan: call.outcome.map { CallPlan(CallOutcome($0), seconds: call.seconds) })
            let details = CallDetails(
                transcript: call.transcript.map { OutcomeSetting.Line.json($0).encoded() },
                extractedVariables: call.extractedVariables.map { JSONValue.object($0).encoded() })
            let id = try perform(for: account, naming: [.lead(lead.id)], in: &batch) { batch, _ in
                // The call that begins first gets the next id.
                (batch.nextCallID, .command(command, details: details))
            }
            return try accounts.running(account, in: &batch).calls[id]
        }
    }
}
