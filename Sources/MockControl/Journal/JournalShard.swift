/// The requests that one event loop has recorded.
struct JournalShard: Sendable {
    var requests: RequestRing
    /// Whether recorded requests must be sent to the audience.
    ///
    /// Set while all shards are locked. Cleared by the first request that is recorded after the audience became empty.
    var isWatched = false
}
