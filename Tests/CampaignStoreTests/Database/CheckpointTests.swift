import Foundation
import GRDB
import Testing

@testable import CampaignStore

@Suite("The write-ahead log") struct CheckpointTests {
    /// Far more commits than necessary, because other tests may keep the machine busy.
    private static let mostCommits = 20_000

    @Test("is copied into the file while campaigns are created, and restarts") func creates() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        #expect(try await Self.createUntilLogBeginsAnew(store, directory) > Checkpointer.usualPages / 2)
        store.close()
    }

    @Test("is kept while another program reads an older snapshot") func reader() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        try await store.create()
        let shell = try Shell(directory.database)
        try shell.run("BEGIN; SELECT count(*) FROM campaigns")
        let beginnings = try directory.logBeginnings
        for _ in 0..<Checkpointer.usualPages + 200 { try await store.create() }
        #expect(try directory.logBeginnings == beginnings)
        try shell.run("COMMIT")
        _ = try await Self.createUntilLogBeginsAnew(store, directory)
        store.close()
    }

    @Test("is removed when the store is closed, at any length", arguments: [10, Checkpointer.usualPages + 10])
    func closing(_ commits: Int) async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        // The last create may have started a checkpoint.
        for _ in 0..<commits { try await store.create() }
        store.close()
        #expect(try directory.files == ["campaigns.sqlite"])
        store = try Store(.file(path: directory.database))
        #expect(try await store.campaigns().map(\.id) == Array(1...Int64(commits)))
        store.close()
    }

    /// - Returns: the number of creates until then.
    private static func createUntilLogBeginsAnew(_ store: Store, _ directory: TemporaryDirectory) async throws -> Int {
        let beginnings = try directory.logBeginnings
        for count in 1...mostCommits {
            try await store.create()
            if try directory.logBeginnings != beginnings {
                #expect(try await store.campaignCount() >= count)
                return count
            }
        }
        Issue.record("The log did not restart within \(mostCommits) commits.")
        return 0
    }
}

extension TemporaryDirectory {
    /// The log's salt, bytes 16 to 23, which changes when the log restarts
    /// (<https://sqlite.org/fileformat2.html#walformat>).
    fileprivate var logBeginnings: Data {
        get throws {
            let log = try FileHandle(forReadingFrom: URL(fileURLWithPath: database + "-wal"))
            defer { try? log.close() }
            try log.seek(toOffset: 16)
            return try log.read(upToCount: 8) ?? Data()
        }
    }
}
