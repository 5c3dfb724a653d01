package import CampaignStore

/// How the control plane behaves where a user may choose.
package struct ControlOptions: Sendable {
    /// Requests that the journal keeps; 0 turns it off, and with it the events of requests.
    package var journalEntries = 1_000
    /// Bytes of each body, the request's and the answer's, that the journal keeps.
    package var journalBodyBytes = 65_536
    /// Whether requests may wish for their answer with `Prefer`.
    package var heedsPrefer = true
    package var access = AccessPolicy()
    /// Events kept for readers that come back.
    package var eventsKept = 1_000
    /// Events that a reader may be behind before it is dropped.
    package var eventsQueued = 256
    /// How long an event stream may be silent before a comment is sent.
    package var heartbeat = Duration.seconds(15)
    /// What `/_mock/health` tells about the mock.
    package var version = "unknown"
    package var location = Store.Location.memory
    package var durability = Store.Durability.normal

    package init() {}
}
