/// What the journal has at one moment.
struct JournalContents: Sendable {
    /// The oldest first.
    var requests: [RecordedRequest]
    var forgotten: ForgottenRequests

    /// Each is made when it is read, so that a reader holds no more of them than it keeps.
    var entries: some BidirectionalCollection<JournalEntry> & Sequence<JournalEntry> {
        requests.lazy.compactMap(JournalEntry.init)
    }
}
