/// The requests in the journal at one moment.
struct JournalContents: Sendable {
    /// The oldest first.
    var requests: [RecordedRequest]
    var forgotten: ForgottenRequests
    /// The number of the last request that was recorded; 0 before the first.
    var lastNumber: Int

    /// Each entry is made when it is read, so that only the entries that a reader keeps take memory.
    var entries: some BidirectionalCollection<JournalEntry> & Sequence<JournalEntry> {
        requests.lazy.compactMap(JournalEntry.init)
    }

    /// The entries that may match. Those of other accounts are left out without being made.
    func entries(
        for match: RequestMatch
    ) -> some BidirectionalCollection<JournalEntry> & Sequence<JournalEntry> {
        let account = match.account
        return requests.lazy.filter { account == nil || $0.account == account }.compactMap(JournalEntry.init)
    }
}
