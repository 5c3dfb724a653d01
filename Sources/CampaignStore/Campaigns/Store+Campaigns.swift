internal import GRDB

extension Store {
    /// Returns the campaigns that match the filter, in the order of their ids.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaigns(
        matching filter: CampaignFilter = CampaignFilter()
    ) async throws(StorageFailure) -> [Campaign] {
        try await read { try CampaignTable.fetch(filter, from: $0) }
    }

    /// Returns the campaigns of one account, in the order of their ids.
    ///
    /// - Parameter id: the ``Account/id`` of the account.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaigns(ofAccount id: Int64) async throws(StorageFailure) -> [Campaign] {
        try await read { try CampaignTable.fetch(ofAccount: id, from: $0) }
    }

    /// Returns the campaign with the id; `nil` if there is none.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaign(id: Int64) async throws(StorageFailure) -> Campaign? {
        guard id > 0 else { return nil }
        return try await campaigns(matching: CampaignFilter(afterID: id - 1, limit: 1)).first { $0.id == id }
    }

    /// Returns the number of campaigns of one account, or of all accounts.
    ///
    /// The time does not depend on the number of campaigns.
    ///
    /// - Parameter account: the name of the account; `nil` for all. The count of an unknown account is 0.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaignCount(account: String? = nil) async throws(StorageFailure) -> Int {
        try await read { database in
            guard let account else { return Int(try CampaignCounts.storedCounts(in: database).values.reduce(0, +)) }
            let id = try Int64.fetchOne(database, sql: "SELECT id FROM accounts WHERE name = ?", arguments: [account])
            return Int(try id.map { try CampaignCounts.storedCount(ofAccount: $0, in: database) } ?? 0)
        }
    }

    /// Returns the number of campaigns of each account, by ``Account/id``. An account without campaigns may be absent.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaignCounts() async throws(StorageFailure) -> [Int64: Int64] {
        try await read { try CampaignCounts.storedCounts(in: $0) }
    }

    /// Runs `body` on one snapshot of the database.
    func read<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        do {
            // A new reader opens the file by its path. Another file may have that path by now.
            try writer.files?.check()
            // A pool reads beside the writer. A database in memory has one connection, which reader and writer share.
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
