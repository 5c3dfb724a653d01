extension RequestMatch {
    /// Whether an event that is no request's fits: the match has no other criteria than account, campaign and lead, and
    /// these are the event's.
    func holds(for topic: Event.Topic) -> Bool {
        criteria.allSatisfy { criterion in
            switch criterion {
            case .account(let name): topic.account == name
            case .campaign(let id): topic.campaignID == id
            case .lead(let id): topic.leadID == id
            default: false
            }
        }
    }
}

extension Event {
    /// Whether a follower with this match gets the event; `nil` when the part of a request's body that was not kept
    /// decides.
    func matches(_ match: RequestMatch) -> Bool? {
        switch content {
        case .request(let recorded): JournalEntry(recorded)?.matches(match) ?? false
        case .campaign, .calling, .other: topic.map(match.holds) ?? false
        }
    }
}
