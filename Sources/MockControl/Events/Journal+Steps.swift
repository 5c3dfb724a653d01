import Base
import CampaignRunner
import CampaignStore
import JSON

// The events of calls (calling.md, §6).
extension Journal {
    /// The most events of one step. A follower whose queue were full would be dropped, and a week of calls is one step.
    private static let eventsOfStep = 64

    /// Publishes what the calls of an account have changed, as the events `call`, `lead` and `campaign`.
    ///
    /// Of a long step only the last events are sent. Followers are told that they have missed the others.
    func publish(_ step: CallingStep) {
        let skipped = max(0, step.changes.count - Self.eventsOfStep)
        publish(
            step.changes.dropFirst(skipped).map { .calling($0, account: step.account.name) }, skipping: skipped)
    }
}

extension CallingStep.Change {
    /// The name of the event.
    var name: String {
        switch self {
        case .callBegan, .callEnded: "call"
        case .contact: "lead"
        case .campaign: "campaign"
        }
    }

    func topic(of account: String) -> Event.Topic {
        switch self {
        case .callBegan(let call), .callEnded(let call):
            Event.Topic(account: account, campaignID: call.campaignID, leadID: call.leadID)
        case .contact(let id, let campaignID, _, _, _, _):
            Event.Topic(account: account, campaignID: campaignID, leadID: id)
        case .campaign(let id, _, _): Event.Topic(account: account, campaignID: id)
        }
    }

    /// Writes the data of the event. A call has the form of a row of `GET /_mock/calls`.
    func write(to writer: inout JSONWriter, account: String) {
        switch self {
        case .callBegan(let call), .callEnded(let call): call.write(to: &writer)
        case .contact(let id, let campaignID, let status, let callTries, let dueAt, let second):
            let data: JSONValue = [
                "id": .integer(id), "account": .string(account), "campaign_id": .integer(campaignID),
                "status": .string(status.rawValue), "call_tries": .integer(callTries),
                "due_at": dueAt.map { .string(Timestamp.text($0)) } ?? .null, "time": .string(Timestamp.text(second)),
            ]
            writer.value(data)
        case .campaign(let id, let status, let second):
            let data: JSONValue = [
                "id": .integer(id), "account": .string(account), "request": .null,
                "status": .string(status.rawValue), "time": .string(Timestamp.text(second)),
            ]
            writer.value(data)
        }
    }
}
