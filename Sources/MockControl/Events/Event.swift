import CampaignRunner
import JSON

/// One event in the stream of `/_mock/events`.
struct Event: Sendable {
    let id: UInt64
    let content: Content

    /// Encoded only when it is written to a follower.
    enum Content: Sendable {
        case request(RecordedRequest)
        /// The request with that number created, changed or deleted a campaign.
        case campaign(id: Int64, account: String?, request: Int)
        /// A change that calls have made in the account with the name.
        case calling(CallingStep.Change, account: String)
        /// Any other event, such as a reset, a fault or a change of the clock.
        case other(name: String, data: JSONValue, topic: Topic)
    }

    /// What an event that is no request's is about, for filters.
    struct Topic: Sendable, Equatable {
        /// The name of the account; `nil` for an event that concerns no single account.
        var account: String?
        var campaignID: Int64?
        var leadID: Int64?
    }

    /// `nil` for the event of a request.
    var topic: Topic? {
        switch content {
        case .request: nil
        case .campaign(let id, let account, _): Topic(account: account, campaignID: id)
        case .calling(let change, let account): change.topic(of: account)
        case .other(_, _, let topic): topic
        }
    }

    /// - Parameter explainer: adds the reason of a request's answer.
    func encoded(by explainer: RequestExplainer? = nil) -> [UInt8] {
        switch content {
        case .request(let recorded):
            var writer = JSONWriter()
            JournalEntry(recorded)?.write(to: &writer, by: explainer)
            return ServerSentEvent.encode(id: id, name: "request", data: writer.bytes)
        case .campaign(let campaign, let account, let number):
            let data: JSONValue = [
                "id": .integer(campaign), "account": account.map { .string($0) } ?? .null,
                "request": .integer(Int64(number)),
            ]
            return ServerSentEvent.encode(id: id, name: "campaign", data: data.encoded())
        case .calling(let change, let account):
            var writer = JSONWriter()
            change.write(to: &writer, account: account)
            return ServerSentEvent.encode(id: id, name: change.name, data: writer.bytes)
        case .other(let name, let data, _): return ServerSentEvent.encode(id: id, name: name, data: data.encoded())
        }
    }
}
