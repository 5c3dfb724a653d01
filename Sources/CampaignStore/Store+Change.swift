internal import Base
internal import GRDB
internal import Synchronization

extension Store {
    /// One transaction of the control plane, in the same single writer as the creates.
    ///
    /// The directory changes when it is committed, or not at all; a create that was validated before then is
    /// superseded.
    func change<Value: Sendable>(
        _ body: @Sendable @escaping (Database, inout Contents) throws -> Value
    ) async throws -> Value {
        try await occupyingWriter {
            try await database.writeWithoutTransaction { database in
                guard !self.isClosed else { throw StorageFailure.closed }
                var contents = self.contents.withLock { $0 }
                let value = try database.transaction {
                    try contents.settle(in: database)
                    let value = try body(database, &contents)
                    try contents.noteSettled(in: database)
                    return value
                }
                self.contents.withLock { [contents] in $0 = contents }
                return value
            }
        }
    }
}
