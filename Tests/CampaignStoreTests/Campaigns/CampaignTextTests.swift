import Base
import Testing

@testable import CampaignStore

@Suite("Texts of campaigns") struct CampaignTextTests {
    /// Makes texts of the campaigns' names and statuses, and counts them.
    private final class Maker: Sendable {
        let made = Locked(0)

        func text(in store: Store, account: String = "demo") async throws -> String {
            let bytes = try await store.campaignText(ofAccount: try store.account(account).id) { campaigns in
                self.made.withLock { $0 += 1 }
                return Array(campaigns.map { "\($0.parameters.name) \($0.status)" }.joined(separator: ", ").utf8)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test("are made once for each reader while the database does not change", arguments: [false, true])
    func once(inMemory: Bool) async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(inMemory ? .memory : .file(path: directory.database))
        let maker = Maker()
        try await store.create(.sample(name: "A"))
        for _ in 0..<20 { #expect(try await maker.text(in: store) == "A draft") }
        #expect((1...2).contains(maker.made.withLock { $0 }))
        store.close()
    }

    @Test("follow the changes of this account, of others and of other programs", arguments: [false, true])
    func changes(inMemory: Bool) async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(inMemory ? .memory : .file(path: directory.database))
        let maker = Maker()
        func expect(_ text: String, _ other: String = "") async throws {
            // More often than there are readers.
            for _ in 0..<5 {
                #expect(try await maker.text(in: store) == text)
                #expect(try await maker.text(in: store, account: "other") == other)
            }
        }
        try await expect("")
        try await store.create(.sample(name: "A"))
        try await store.create(.sample(name: "B"))
        try await expect("A draft, B draft")
        try await store.create(.sample(account: "other", name: "C", assistant: 201))
        try await expect("A draft, B draft", "C draft")
        let demo = try store.account()
        try await store.createLead(.sample(campaignID: 1))
        let outcome = try await store.write {
            try $0.changeStatus(ofCampaign: 1, by: .start, of: demo, at: 1_771_840_860)
        }
        #expect(outcome == .changed(status: "in-progress"))
        try await expect("A in-progress, B draft", "C draft")
        _ = try await store.write { try $0.deleteCampaign(id: 1, of: demo) }
        try await expect("B draft", "C draft")
        if !inMemory {
            try Shell(directory.database).run("UPDATE campaigns SET name = 'D' WHERE id = 2")
            try await expect("D draft", "C draft")
        }
        try await store.reset(to: .demo)
        try await expect("")
        store.close()
        await #expect(throws: StorageFailure.self) { try await maker.text(in: store) }
    }
}
