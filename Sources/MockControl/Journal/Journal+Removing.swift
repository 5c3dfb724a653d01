// Deleting some of the requests.
extension Journal {
    /// Deletes the requests of an account. One that began before is not recorded afterwards.
    ///
    /// - Parameter names: the account's names. A reset may give it back an earlier one.
    func remove(ofAccount names: Set<String>) {
        _ = remove {
            $0.account.map(names.contains) == true
        } noting: { removals, lastNumber in
            let epoch = beginAccountEpoch()
            for name in names { removals.note(account: name, through: lastNumber, epoch: epoch) }
        }
    }

    /// Deletes the requests that match. Numbers go on.
    ///
    /// A request whose body was kept only in part may match or not. It stays.
    ///
    /// - Returns: the number of requests deleted.
    func remove(matching match: RequestMatch) -> Int {
        let epoch = currentEpoch
        let contents = contents
        // Matched before the locks are taken, because it takes long. Later requests are not deleted.
        let numbers = Set(contents.entries(for: match).lazy.filter { $0.matches(match) == true }.map(\.number))
        let isExact = !match.criteria.contains { $0.isAboutBody }
        return remove { [self] in
            // After a reset the numbers may belong to other requests.
            isSameJournal(since: epoch) && numbers.contains($0.number)
        } noting: { [self] removals, _ in
            if isExact, isSameJournal(since: epoch) { removals.note(match, through: contents.lastNumber) }
        }
    }

    /// The number of the last request so far.
    var lastNumber: Int { sequence.nextNumber - 1 }

    /// Notes what became of accounts, because the journal knows its requests' accounts by their names.
    func note(_ change: (inout JournalRemovals) -> Void) { withAudience { change(&$0.removals) } }

    /// - Parameters:
    ///   - isMeant: whether to delete a request. Nothing is recorded while it runs.
    ///   - note: notes the deletion. Receives the number of the last request.
    private func remove(
        where isMeant: (RecordedRequest) -> Bool, noting note: (inout JournalRemovals, Int) -> Void
    ) -> Int {
        // Kept until the locks are released, so that the memory is freed outside them.
        var removed: [RecordedRequest] = []
        return withAllLocked { shard in
            removed += shard.requests.remove(where: isMeant)
        } then: { audience in
            note(&audience.removals, sequence.nextNumber - 1)
            let oldest = sequence.nextNumber - limits.entries
            let numbers = Set(removed.lazy.map(\.number).filter { $0 >= oldest })
            if !numbers.isEmpty { audience.tellOfRemoval(numbers) }
            return numbers.count
        }
    }
}
