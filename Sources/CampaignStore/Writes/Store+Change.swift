internal import Base
internal import GRDB
internal import Logging
internal import Synchronization

extension Store {
    /// One transaction of the control plane, in the same single writer as the creates.
    ///
    /// The directory changes when it is committed, or not at all; a create that was validated before then is
    /// superseded.
    ///
    /// - Parameter whenPublished: what else changes in that same step; see ``reset(to:keeping:whenPublished:)``.
    func change<Value: Sendable>(
        whenPublished: @Sendable @escaping () -> Void = {},
        _ body: @Sendable @escaping (Database, inout Contents) throws -> Value
    ) async throws -> Value {
        try await occupyingWriter {
            try await database.writeWithoutTransaction { database in
                guard !self.isClosed else { throw StorageFailure.closed }
                try self.files?.check()
                var contents = self.contents.withLock { $0 }
                let value = try database.transaction {
                    try contents.readAgainIfChanged(in: database)
                    try contents.settle(in: database)
                    let value = try body(database, &contents)
                    try contents.noteSettled(in: database)
                    return value
                }
                contents.lastFailure = nil
                self.contents.withLock { [contents] in
                    $0 = contents
                    whenPublished()
                }
                return value
            }
        }
    }

    /// Logs why creates failed, once for all that fail with the same cause until a write succeeds.
    func report(_ failure: StorageFailure) {
        guard failure != .closed else { return }
        let isKnown = contents.withLock { contents in
            defer { contents.lastFailure = failure }
            return contents.lastFailure == failure
        }
        if !isKnown { logger.error("Campaigns are not stored", metadata: ["cause": "\(failure.message)"]) }
    }
}
