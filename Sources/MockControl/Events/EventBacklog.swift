import CampaignAPI
import DequeModule

/// The events that a follower has missed while it was away.
struct EventBacklog: Sendable {
    /// The identifier of the last event that the follower has seen.
    ///
    /// An identifier that this mock never gave comes from another mock or an earlier run. The follower then gets every
    /// event that is kept.
    let lastID: UInt64
    /// The identifier that the next event gets.
    let nextID: UInt64
    /// The number of last events that are kept.
    let mostKept: Int
    /// The requests in the journal, from which their events are made.
    let requests: [RecordedRequest]
    /// The events that no request caused.
    let others: Deque<Event>
    /// The events that the follower wants; `nil` for all.
    var match: RequestMatch?

    /// The wanted events in order. Identifiers of events that are no longer kept are listed as lost.
    ///
    /// A request whose body was kept only in part counts as lost when the other part decides.
    var items: [EventItem] {
        let seen = lastID < nextID ? lastID : 0
        let events = (requests.flatMap(\.events) + others)
            .filter { $0.id > seen && nextID - $0.id <= mostKept }
            .sorted { $0.id < $1.id }
        var items: [EventItem] = []
        var expected = seen + 1
        for event in events {
            let isWanted = match.map(event.matches) ?? true
            if isWanted == nil { continue }
            if expected < event.id { items.append(.lost(expected...event.id - 1)) }
            if isWanted == true { items.append(.event(event)) }
            expected = event.id + 1
        }
        if expected < nextID { items.append(.lost(expected...nextID - 1)) }
        return items
    }
}

extension RecordedRequest {
    /// The request's event, and the event of the campaign that it created, changed or deleted.
    var events: [Event] {
        var events = [Event(id: eventID, content: .request(self))]
        if findings.changesCampaign, let campaign = findings.campaignID {
            let content = Event.Content.campaign(id: campaign, account: findings.account, request: number)
            events.append(Event(id: eventID + 1, content: content))
        }
        return events
    }
}
