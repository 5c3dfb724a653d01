package import CampaignAPI
package import CampaignStore

/// The settings of the control plane.
package struct ControlPlaneConfiguration: Sendable {
    /// The most requests that the journal keeps.
    ///
    /// 0 turns off the journal, and with it the events `request` and `campaign`.
    package var journalEntries = 1_000
    /// The most bytes that the journal keeps of each body. Requests and responses have one each.
    package var journalBodyBytes = 65_536
    /// Which requests may call the control plane.
    package var access = AccessPolicy()
    /// The most events that are kept for clients that reconnect.
    package var eventsKept = 1_000
    /// The most events that may wait to be sent to one client. A slower client is disconnected.
    package var eventsQueued = 256
    /// The most bytes of a body that replaces the state.
    package var stateBytes = 268_435_456
    /// The interval at which each event stream sends a comment.
    package var heartbeat = Duration.seconds(15)
    /// Where webhooks are posted to.
    package var webhooks = WebhookPolicy()
    /// The options of the API, which its OpenAPI document describes.
    package var api = CampaignOptions()
    /// The mock's version, for `/_mock/health` and the documents.
    package var version = "unknown"
    /// Where the store keeps its data, for `/_mock/health`.
    package var location = Store.Location.memory
    /// The durability of the store's commits, for `/_mock/health`.
    package var durability = Store.Durability.normal

    package init() {}
}
