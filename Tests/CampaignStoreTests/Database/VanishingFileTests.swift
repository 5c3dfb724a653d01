import Foundation
import Testing

@testable import CampaignStore

@Suite("A database file that disappears") struct VanishingFileTests {
    enum Loss: String, CaseIterable {
        case removed, replaced, moved
        case logRemoved = "log removed"

        func inflict(_ directory: TemporaryDirectory) throws {
            let files = FileManager.default
            switch self {
            case .removed:
                for file in try directory.files where file.hasPrefix("campaigns.sqlite") {
                    try files.removeItem(atPath: directory.path + "/" + file)
                }
            case .replaced:
                try directory.write(directory.read(), to: "copy");
                _ = rename(directory.path + "/copy", directory.database)
            case .moved: _ = rename(directory.database, directory.path + "/moved")
            case .logRemoved: try files.removeItem(atPath: directory.database + "-wal")
            }
        }
    }

    @Test(
        "fails creates, changes and reads with one line that names the file, and leaves other files unchanged",
        arguments: Loss.allCases)
    func loss(_ loss: Loss) async throws {
        let directory = try TemporaryDirectory()
        let log = LogRecorder()
        let store = try Store(.file(path: directory.database), logger: log.logger)
        try await store.create()
        try loss.inflict(directory)
        let (files, path) = (try directory.files, directory.database + (loss == .logRemoved ? "-wal" : ""))
        for _ in 1...3 {
            await #expect(throws: CreateRefusal.failed(.fileGone(path))) { try await store.create() }
        }
        await #expect(throws: StorageFailure.fileGone(path)) { try await store.reset(to: .demo) }
        await #expect(throws: StorageFailure.fileGone(path)) { try await store.campaigns() }
        #expect(log.lines == ["error: The database was not written: \(StorageFailure.fileGone(path).message)"])
        #expect(try directory.files == files)
        store.close()
        // The close removes the lock file, if it still exists, and creates no file.
        #expect(Set(try directory.files).isSubset(of: files))
    }

    @Test("is used again after it is put back") func back() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        let elsewhere = directory.path + "/elsewhere"
        #expect(rename(directory.database, elsewhere) == 0)
        await #expect(throws: CreateRefusal.failed(.fileGone(directory.database))) { try await store.create() }
        #expect(rename(elsewhere, directory.database) == 0)
        #expect(try await store.create().id == 2)
        store.close()
    }

    @Test("is gone while its directory has another name") func movedDirectory() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        let elsewhere = directory.path + "-elsewhere"
        #expect(rename(directory.path, elsewhere) == 0)
        await #expect(throws: CreateRefusal.failed(.fileGone(directory.database))) { try await store.create() }
        #expect(rename(elsewhere, directory.path) == 0)
        #expect(try await store.create().id == 2)
        store.close()
    }

    @Test(
        "cannot be opened by another store under its new name",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc")))
    func moved() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let moved = directory.path + "/moved"
        #expect(rename(directory.database, moved) == 0)
        #expect(throws: StoreError.inUse(path: moved, processID: nil)) { try Store(.file(path: moved)) }
        store.close()
        try Store(.file(path: moved)).close()
    }
}
