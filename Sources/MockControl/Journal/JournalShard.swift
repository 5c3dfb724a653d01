/// What one event loop has recorded.
struct JournalShard: Sendable {
    var requests: RequestRing
    /// Whether there is an audience to be told of what is recorded.
    ///
    /// Set while all shards are locked; unset by the first request that is recorded after the audience has gone.
    var isWatched = false
}
