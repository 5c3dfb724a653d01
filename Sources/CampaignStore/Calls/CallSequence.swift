internal import GRDB

/// The ids of calls, as a part of ``DatabaseContents``.
struct CallSequence: Sendable {
    /// Greater than the ids of all calls. No id is left when it reaches ``Campaign/highestID``.
    private(set) var nextID: Int64

    init(of database: Database) throws {
        nextID = try Self.nextID(in: database)
    }

    /// Reads the id of the next call.
    static func nextID(in database: Database) throws -> Int64 {
        let highest = try database.firstRow("SELECT max(id) FROM calls") { $0.integer(0) } ?? 0
        return max(1, try Counter.nextCallID.value(in: database), highest == .max ? .max : highest + 1)
    }

    /// Sets the next id and stores it. All ids in use must be less.
    mutating func restart(at id: Int64, in database: Database) throws {
        nextID = id
        try storeNextID(in: database)
    }

    /// Stores the next id. Call this in each transaction that deletes calls: their rows no longer show it.
    func storeNextID(in database: Database) throws { try Counter.nextCallID.set(nextID, in: database) }

    /// Continues the sequence of the contents before, whose last calls another program may have deleted.
    mutating func continueSequence(of before: CallSequence, in database: Database) throws {
        guard before.nextID > nextID, before.nextID < Campaign.highestID else { return }
        try restart(at: before.nextID, in: database)
    }
}
