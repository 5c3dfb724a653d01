internal import GRDB

extension Store {
    package func campaigns(
        matching filter: CampaignFilter = CampaignFilter()
    ) async throws(StorageFailure) -> [Campaign] {
        try await read { try CampaignTable.fetch(filter, from: $0) }
    }

    package func campaign(id: Int64) async throws(StorageFailure) -> Campaign? {
        guard id > 0 else { return nil }
        return try await campaigns(matching: CampaignFilter(afterID: id - 1, limit: 1)).first { $0.id == id }
    }

    /// The campaigns of one account, or of all.
    ///
    /// Costs the same however many campaigns there are.
    package func campaignCount(account: String? = nil) async throws(StorageFailure) -> Int {
        try await read { database in
            guard let account else { return Int(try CampaignCounts.storedCounts(in: database).values.reduce(0, +)) }
            let id = try Int64.fetchOne(database, sql: "SELECT id FROM accounts WHERE name = ?", arguments: [account])
            return Int(try id.map { try CampaignCounts.storedCount(ofAccount: $0, in: database) } ?? 0)
        }
    }

    /// The campaigns of every account, by ``Account/id``; an account without campaigns may be absent.
    package func campaignCounts() async throws(StorageFailure) -> [Int64: Int64] {
        try await read { try CampaignCounts.storedCounts(in: $0) }
    }

    /// Runs on one snapshot of the database.
    func read<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        do {
            // A reader opens the file by its path, where another may lie by now.
            try writer.files?.check()
            // In memory there is one connection for both; a file is read beside its writer.
            if database is DatabasePool { return try await readNow(body) }
            return try await groupCommit.occupyingWriter { try await readNow(body) }
        } catch {
            throw StorageFailure(error)
        }
    }

    private func readNow<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value
    {
        try await database.read { database in
            guard !self.writer.isClosed else { throw StorageFailure.closed }
            return try body(database)
        }
    }
}
