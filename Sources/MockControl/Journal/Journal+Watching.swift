// Watching for requests that match.
extension Journal {
    /// The journal's contents at this moment, and a watch for matching requests that are recorded later.
    func watch(for match: RequestMatch) -> (contents: JournalContents, watch: RequestWatch) {
        let (contents, (number, items)) = contents(admitting: true) { $0.addWatch(for: match) }
        let watch = RequestWatch(items: items) { [self] in
            // The stream's continuation is released after the lock.
            _ = withAudience { $0.removeWatch(number) }
        }
        return (contents, watch)
    }

    var watchCount: Int { withAudience { $0.watchCount } }

    /// Ends every watch. A watch that begins later ends at once. Recording goes on.
    func endWatches() {
        let watches = withAudience { $0.endWatches() }
        for watch in watches { watch.finish() }
    }
}
