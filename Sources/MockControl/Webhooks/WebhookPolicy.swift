package import Base

/// Where the mock posts webhooks to, and how long it waits.
package struct WebhookPolicy: Sendable {
    /// The hosts that get posts besides loopback. Only their names are looked up.
    package var hosts: Set<URIHost> = []
    /// The time for one post, from the look-up of the host to the last byte of the answer that is read.
    package var timeout = Duration.seconds(5)

    package init() {}
}
