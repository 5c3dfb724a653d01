internal import GRDB

extension Store {
    /// Stores the whole content under a name. A former snapshot of that name is replaced.
    ///
    /// - Parameters:
    ///   - name: the caller has checked it.
    ///   - time: the present, in Unix seconds.
    /// - Returns: the snapshot, and whether it replaces another.
    /// - Throws: ``StorageFailure``; nothing has changed then.
    package func takeSnapshot(
        named name: String, at time: Int64
    ) async throws(StorageFailure) -> (snapshot: Snapshot, replaced: Bool) {
        // The texts are made beside the writer, so that the writes of requests wait for their insertion only.
        let (snapshot, parts) = try await read { database in
            let state = try State(reading: database)
            return (Snapshot(name: name, time: time, of: state), SnapshotParts.texts(of: state))
        }
        let replaced = try await changeSnapshots { database in
            let replaced = try SnapshotTable.delete(named: name, from: database)
            try SnapshotTable.insert(snapshot, parts: parts, into: database)
            return replaced
        }
        return (snapshot, replaced)
    }

    /// Returns all snapshots by name.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func snapshots() async throws(StorageFailure) -> [Snapshot] {
        try await read { try SnapshotTable.fetchAll(from: $0) }
    }

    /// Replaces the whole content by that of a snapshot. All snapshots stay.
    ///
    /// - Parameter whenPublished: a change to make in the same step; see ``reset(to:keeping:whenPublished:)``.
    /// - Returns: the snapshot; `nil` if there is none of that name, and nothing has changed then.
    /// - Throws: ``StorageFailure``; nothing has changed then, and `whenPublished` has not run.
    package func restoreSnapshot(
        named name: String, whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) -> Snapshot? {
        let found = try await read { database -> (snapshot: Snapshot, state: State)? in
            guard let snapshot = try SnapshotTable.fetch(named: name, from: database),
                let state = try SnapshotTable.state(ofSnapshot: name, from: database)
            else { return nil }
            return (snapshot, state)
        }
        guard let found else { return nil }
        try await replace(with: found.state, whenPublished: whenPublished)
        return found.snapshot
    }

    /// - Returns: whether there was a snapshot of that name.
    /// - Throws: ``StorageFailure``; nothing has changed then.
    package func deleteSnapshot(named name: String) async throws(StorageFailure) -> Bool {
        try await changeSnapshots { try SnapshotTable.delete(named: name, from: $0) }
    }

    private func changeSnapshots<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        do {
            return try await change { database, _ in try body(database) }
        } catch {
            throw StorageFailure(error)
        }
    }
}
