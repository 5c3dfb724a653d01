import CampaignAPI
import DequeModule

/// What a follower that comes back has missed.
struct EventBacklog: Sendable {
    /// The last event that it has seen.
    ///
    /// One that this mock never gave comes from another mock, or an earlier run: everything kept is then new.
    let lastID: UInt64
    /// The identifier that the next event gets.
    let nextID: UInt64
    /// How many of the last events may be told again.
    let mostKept: Int
    /// What the journal still has: their events are made again.
    let requests: [RecordedRequest]
    let others: Deque<Event>

    /// The events in their order, and between them what is lost, for it is no longer kept.
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
    /// Its own event and, if it made one, its campaign's.
    var events: [Event] {
        var events = [Event(id: outline.eventID, content: .request(self))]
        if let campaign = outline.campaignID {
            let content = Event.Content.campaign(id: campaign, account: outline.account, request: outline.number)
            events.append(Event(id: outline.eventID + 1, content: content))
        }
        return events
    }
}
