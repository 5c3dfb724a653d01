// Watching for requests that match.
extension Journal {
    /// What there is at this moment, and a watch for what is recorded from this moment on.
    func watch(for match: RequestMatch) -> (contents: JournalContents, watch: RequestWatch) {
        let (contents, (number, items)) = contents(admitting: true) { $0.addWatch(for: match) }
        let watch = RequestWatch(items: items) { [self] in
            // The stream's continuation is released after the lock.
            _ = withAudience { $0.removeWatch(number) }
        }
        return (contents, watch)
    }

    var watchCount: Int { withAudience { $0.watchCount } }

    /// Ends every watch, those to come as well. Recording goes on.
    func endWatches() {
        let watches = withAudience { $0.endWatches() }
        for watch in watches { watch.finish() }
    }
}
