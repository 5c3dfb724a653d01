internal import GRDB

extension Store {
    /// One transaction of the control plane, in the same single writer as the other writes.
    ///
    /// What was validated before it is committed is superseded.
    ///
    /// - Parameter whenPublished: what else changes in that same step; see ``reset(to:keeping:whenPublished:)``.
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
