internal import Base
internal import GRDB

/// The texts that were made of the campaigns of accounts, to be used again while the database does not change.
///
/// A client that watches its campaigns asks for the same list again and again. The text of 100 campaigns takes some 300 µs
/// to make, and 2 µs to find here.
///
/// SQLite tells each connection whether another one has changed the database, that of another program too
/// (<https://sqlite.org/pragma.html#pragma_data_version>), and counts the changes of its own. The numbers mean nothing to
/// other connections, so each connection has texts of its own. The store keeps its readers until it is closed, so no two
/// of them have one identity.
final class CampaignTexts: Sendable {
    /// The most bytes of all texts together.
    private static let mostBytes = 16 << 20

    private struct Key: Hashable {
        let connection: ObjectIdentifier
        let account: Int64
    }

    private struct Version: Equatable {
        /// Another number after a change by another connection.
        let others: Int64
        /// The rows that this connection has changed: always 0, except for a database in memory, whose only connection
        /// writes too.
        let own: Int

        init(of database: Database) throws {
            others = try database.firstRow("PRAGMA data_version") { $0.integer(0) } ?? 0
            own = database.totalChangesCount
        }
    }

    private struct Text {
        let version: Version
        let bytes: [UInt8]
    }

    private struct Texts {
        var byKey: [Key: Text] = [:]
        var bytes = 0
    }

    private let texts = Locked(Texts())

    /// Returns the text of an account's campaigns.
    ///
    /// - Parameters:
    ///   - database: inside a transaction that has changed nothing.
    ///   - make: makes the text of the campaigns, which are in the order of their ids.
    func text(ofAccount id: Int64, in database: Database, _ make: ([Campaign]) -> [UInt8]) throws -> [UInt8] {
        let version = try Version(of: database)
        let key = Key(connection: ObjectIdentifier(database), account: id)
        if let known = texts.withLock({ $0.byKey[key] }), known.version == version { return known.bytes }
        let bytes = make(try CampaignTable.fetch(ofAccount: id, from: database))
        keep(Text(version: version, bytes: bytes), for: key)
        return bytes
    }

    private func keep(_ text: Text, for key: Key) {
        texts.withLock { texts in
            texts.bytes -= texts.byKey.removeValue(forKey: key)?.bytes.count ?? 0
            guard text.bytes.count <= Self.mostBytes else { return }
            if texts.bytes + text.bytes.count > Self.mostBytes { texts = Texts() }
            texts.bytes += text.bytes.count
            texts.byKey[key] = text
        }
    }
}

extension Store {
    /// Returns the text of an account's campaigns.
    ///
    /// - Parameters:
    ///   - id: the ``Account/id`` of the account.
    ///   - make: makes the text of the campaigns, which are in the order of their ids. It makes the same text of the same
    ///     campaigns, because the text is used again.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func campaignText(
        ofAccount id: Int64, _ make: @escaping @Sendable ([Campaign]) -> [UInt8]
    ) async throws(StorageFailure) -> [UInt8] {
        try await read { try self.campaignTexts.text(ofAccount: id, in: $0, make) }
    }
}
