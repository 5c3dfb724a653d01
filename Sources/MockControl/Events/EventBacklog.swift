import CampaignAPI
import DequeModule

/// The events that a follower has missed while it was away.
struct EventBacklog: Sendable {
    /// The last event that it has seen.
    ///
    /// One that this mock never gave comes from another mock, or an earlier run: everything kept is then new.
    let lastID: UInt64
    /// The identifier that the next event gets.
    let nextID: UInt64
    /// How many of the last events are kept.
    let mostKept: Int
    /// The requests that the journal has: their events are made from them.
    let requests: [RecordedRequest]
    let others: Deque<Event>

    /// The events in their order, and in place of those that are no longer kept which ones are lost.
    var items: [EventItem] {
        let seen = lastID < nextID ? lastID : 0
        let events = (requests.flatMap(\.events) + others)
            .filter { $0.id > seen && nextID - $0.id <= mostKept }
            .sorted { $0.id < $1.id }
        var items: [EventItem] = []
        var expected = seen + 1
        for event in events {
            if expected < event.id { items.append(.lost(expected...event.id - 1)) }
            items.append(.event(event))
            expected = event.id + 1
        }
        if expected < nextID { items.append(.lost(expected...nextID - 1)) }
        return items
    }
}

extension RecordedRequest {
    /// Its own event, and that of the campaign that it created.
    var events: [Event] {
        var events = [Event(id: eventID, content: .request(self))]
        if let campaign = campaignID {
            let content = Event.Content.campaign(id: campaign, account: account, request: number)
            events.append(Event(id: eventID + 1, content: content))
        }
        return events
    }
}
