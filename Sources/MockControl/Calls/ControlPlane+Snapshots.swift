import Base
import CampaignAPI
package import CampaignStore
import HTTPServer
import HTTPTypes
import JSON

// Named snapshots of the state.
extension ControlPlane {
    func listSnapshots(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, ["snapshots": .array(try await snapshots.map(\.json))])
    }

    /// All named snapshots, by their names.
    package var snapshots: [Snapshot] {
        get async throws(ControlRefusal) {
            try await stored { () throws(StorageFailure) in try await store.snapshots() }
        }
    }

    func takeSnapshot(_ request: Request) async throws(ControlRefusal) -> Response {
        let (snapshot, replaced) = try await takeSnapshot(named: request.parameters["name"] ?? "")
        return Answer.json(replaced ? .ok : .created, snapshot.json)
    }

    /// Keeps the state under a name, in place of an earlier snapshot of that name.
    package func takeSnapshot(
        named name: String
    ) async throws(ControlRefusal) -> (snapshot: Snapshot, replaced: Bool) {
        guard Snapshot.isName(name) else {
            throw .invalid("name", "The name field must be 1 to 64 letters, digits, dots, underscores and dashes.")
        }
        let (snapshot, replaced) = try await uninterrupted { [self] () async throws(ControlRefusal) in
            try await stored { () throws(StorageFailure) in try await store.takeSnapshot(named: name, at: clock.now) }
        }
        publish("taken", snapshot)
        return (snapshot, replaced)
    }

    func restoreSnapshot(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try await restoreSnapshot(named: request.parameters["name"] ?? "").json)
    }

    /// Replaces the state by a snapshot's. Rate limits and held requests end as when the state is replaced.
    package func restoreSnapshot(named name: String) async throws(ControlRefusal) -> Snapshot {
        let restored = try await uninterrupted { [self] () async throws(ControlRefusal) in
            try await stored { () throws(StorageFailure) in
                try await store.restoreSnapshot(named: name) {
                    self.endWhatBelongsToFormerState()
                    self.webhooks.removeAll()
                    self.journal.publish("snapshot", ["change": "restored", "name": .string(name)])
                }
            }
        }
        guard let restored else { throw Self.noSnapshot(name) }
        return restored
    }

    func deleteSnapshot(_ request: Request) async throws(ControlRefusal) -> Response {
        try await deleteSnapshot(named: request.parameters["name"] ?? "")
        return Answer.json(.ok, ["deleted": 1])
    }

    package func deleteSnapshot(named name: String) async throws(ControlRefusal) {
        let isDeleted = try await uninterrupted { [self] () async throws(ControlRefusal) in
            try await stored { () throws(StorageFailure) in try await store.deleteSnapshot(named: name) }
        }
        guard isDeleted else { throw Self.noSnapshot(name) }
        journal.publish("snapshot", ["change": "deleted", "name": .string(name)])
    }

    private static func noSnapshot(_ name: String) -> ControlRefusal { .notFound("There is no snapshot \(name).") }

    private func publish(_ change: String, _ snapshot: Snapshot) {
        journal.publish("snapshot", ["change": .string(change), "name": .string(snapshot.name)])
    }
}

extension Snapshot {
    /// URLs contain names, so a name has only characters that need no escape.
    fileprivate static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    fileprivate var json: JSONValue {
        [
            "name": .string(name), "time": .string(Timestamp.text(time)), "accounts": .integer(accounts),
            "campaigns": .integer(campaigns), "leads": .integer(leads),
        ]
    }
}
