internal import GRDB

extension Store {
    /// Runs one transaction of the control plane in the database's single writer.
    ///
    /// The commit supersedes the writes that were validated before.
    ///
    /// - Parameters:
    ///   - whenPublished: a change to make in the same step; see ``reset(to:keeping:whenPublished:)``.
    ///   - body: changes the rows and the contents alike.
    func change<Value: Sendable>(
        whenPublished: @Sendable @escaping () -> Void = {},
        _ body: @Sendable @escaping (Database, inout DatabaseContents) throws -> Value
    ) async throws -> Value {
        try await groupCommit.occupyingWriter {
            try await database.writeWithoutTransaction { [writer] in
                try writer.change($0, whenPublished: whenPublished, body)
            }
        }
    }
}
