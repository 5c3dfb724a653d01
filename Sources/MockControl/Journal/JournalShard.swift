/// What one event loop has recorded.
struct JournalShard: Sendable {
    var requests: RequestRing
    /// Whether the audience is to be told of what is recorded.
    ///
    /// Set for whoever comes while all shards are locked; unset by the first who records when they have gone.
    var isWatched = false
}
