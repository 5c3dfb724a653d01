import CampaignStore
import MockControl

/// A named copy of the whole state.
public struct MockSnapshot: Sendable, Equatable {
    /// 1 to 64 ASCII letters, digits, dots, underscores and dashes.
    public let name: String
    /// When it was taken, by the mock's clock.
    public let time: MockTime
    /// The number of its accounts.
    public let accounts: Int
    /// The number of its campaigns.
    public let campaigns: Int
    /// The number of its leads and secondary contacts.
    public let leads: Int
}

extension MockSnapshot {
    init(_ snapshot: Snapshot) {
        name = snapshot.name
        time = MockTime(unixSeconds: snapshot.time)
        accounts = Int(snapshot.accounts)
        campaigns = Int(snapshot.campaigns)
        leads = Int(snapshot.leads)
    }
}

/// The named snapshots of a mock's state. They are kept in the database, and a reset keeps them.
///
///     try await mock.snapshots.take("before")
///     …
///     try await mock.snapshots.restore("before")
public struct SnapshotControl: Sendable {
    let control: ControlPlane

    /// All snapshots by their names.
    ///
    /// - Throws: ``MockError`` when the database cannot be read.
    public var all: [MockSnapshot] {
        get async throws(MockError) {
            try await steering { () async throws(ControlRefusal) in
                try await control.snapshots.map(MockSnapshot.init)
            }
        }
    }

    /// Keeps the state under a name: accounts with their clocks, campaigns and leads. An earlier snapshot of that name is
    /// replaced.
    ///
    /// - Throws: ``MockError`` when the name is invalid or the database cannot be written.
    @discardableResult
    public func take(_ name: String) async throws(MockError) -> MockSnapshot {
        try await steering { () async throws(ControlRefusal) in
            MockSnapshot(try await control.takeSnapshot(named: name).snapshot)
        }
    }

    /// Replaces the state by a snapshot's.
    ///
    /// - Throws: ``MockError`` when there is no such snapshot or the database cannot be written.
    @discardableResult
    public func restore(_ name: String) async throws(MockError) -> MockSnapshot {
        try await steering { () async throws(ControlRefusal) in
            MockSnapshot(try await control.restoreSnapshot(named: name))
        }
    }

    /// Removes a snapshot.
    ///
    /// - Throws: ``MockError`` when there is no such snapshot or the database cannot be written.
    public func remove(_ name: String) async throws(MockError) {
        try await steering { () async throws(ControlRefusal) in try await control.deleteSnapshot(named: name) }
    }
}
