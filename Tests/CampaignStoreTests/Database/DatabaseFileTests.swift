import Foundation
import GRDB
import Testing

@testable import CampaignStore

@Suite("Database file") struct DatabaseFileTests {
    @Test("keeps data over a restart, and ids continue") func restart() async throws {
        let directory = try TemporaryDirectory()
        let first = try Store(.file(path: directory.database))
        try await first.create()
        try await first.updateAccount(named: "demo") { $0.timezone = "UTC" }
        let state = try await first.state()
        first.close()
        #expect(try directory.files == ["campaigns.sqlite"])
        let second = try Store(.file(path: directory.database), seed: Seed(plans: [], accounts: []))
        #expect(try await second.state() == state)
        #expect(second.directory.account(named: "demo")?.timezone == "UTC")
        #expect(try await second.create().id == 2)
        second.close()
    }

    @Test("contains every acknowledged write, even if the process is killed") func crash() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let (ids, _) = await store.createMany(50)
        let image = try TemporaryDirectory()
        for file in try directory.files where !file.hasSuffix("-shm") && !file.hasSuffix("-lock") {
            try image.write(directory.read(file), to: file)
        }
        let survivor = try Store(.file(path: image.database))
        #expect(try await survivor.campaigns().map(\.id) == ids)
        #expect(try await survivor.create().id == 51)
        survivor.close()
        store.close()
    }

    @Test("is set up at the next start if the first start was killed") func halfMade() async throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
        try queue.close()
        let store = try Store(.file(path: directory.database))
        #expect(try await store.create().id == 1)
        store.close()
    }

    @Test("can be read by other programs while the store is open") func sharedReading() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        let count = try await DatabaseQueue(path: directory.database).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM campaigns")
        }
        #expect(count == 1)
        store.close()
    }

    @Test("an empty file becomes a database") func emptyFile() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(Data())
        let store = try Store(.file(path: directory.database))
        #expect(store.directory.accounts.count == 3)
        store.close()
    }

    @Test("a link to it is the same database") func link() throws {
        let directory = try TemporaryDirectory()
        let link = directory.path + "/link.sqlite"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: directory.database)
        try Data().write(to: URL(fileURLWithPath: directory.database))
        let store = try Store(.file(path: link))
        #expect(
            throws: StoreError.inUse(path: directory.database, processID: ProcessInfo.processInfo.processIdentifier)
        ) {
            try Store(.file(path: directory.database))
        }
        store.close()
    }

    @Test("a hard link to it is the same database", .enabled(if: FileManager.default.fileExists(atPath: "/proc")))
    func hardLink() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let other = directory.path + "/other.sqlite"
        try FileManager.default.linkItem(atPath: directory.database, toPath: other)
        #expect(throws: StoreError.inUse(path: other, processID: nil)) { try Store(.file(path: other)) }
        // The refused store must not have dropped the locks of the first one.
        try await store.create()
        store.close()
        let again = try Store(.file(path: other))
        #expect(try await again.campaigns().map(\.id) == [1])
        again.close()
    }

    @Test(
        "is unlocked after the close, even if a child process has copies of the descriptors",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd")))
    func inheritedDescriptors() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        // fork(2) also copies the descriptors; only exec(3) closes the copies.
        let copies = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { name -> Int32? in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
            return target == directory.database ? Int32(name).map { dup($0) } : nil
        }
        #expect(!copies.isEmpty)
        store.close()
        #expect(throws: Never.self) { try Store(.file(path: directory.database)).close() }
        for copy in copies { close(copy) }
    }

    @Test("the path :memory: creates no file") func memory() async throws {
        let store = try Store(.file(path: ":memory:"))
        #expect(try await store.create().id == 1)
        #expect(!FileManager.default.fileExists(atPath: ":memory:"))
        store.close()
    }

    @Test("is closed even if it cannot be checkpointed, and the log states the cause")
    func unfinishedCheckpoint() async throws {
        let directory = try TemporaryDirectory()
        let log = LogRecorder()
        let store = try Store(.file(path: directory.database), logger: log.logger)
        try await store.create()
        let shell = try Shell(directory.database)
        try shell.run("BEGIN; SELECT count(*) FROM campaigns")
        try await store.create()
        store.close()
        #expect(
            log.lines == [
                "warning: The write-ahead log was not copied into the database: another program is using the database"
            ])
        // The lock is released, and no data is lost.
        let again = try Store(.file(path: directory.database))
        #expect(try await again.campaigns().map(\.id) == [1, 2])
        try shell.run("COMMIT")
        again.close()
    }

    @Test("durability full syncs each commit", arguments: [(Store.Durability.normal, 1), (.full, 2)])
    func durability(_ durability: Store.Durability, _ pragma: Int) throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), durability: durability)
        #expect(
            try store.database.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == pragma)
        store.close()
    }

    // MARK: Refusals

    @Test("a text file is refused") func text() throws {
        let directory = try TemporaryDirectory()
        try directory.write(Data("Dear diary, this is not a database at all, but it is precious.\n".utf8))
        try expectRefusal(.notSQLite(path: directory.database), in: directory)
    }

    @Test("a database of another application is refused and unchanged", arguments: ["delete", "wal"])
    func foreign(_ journal: String) throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.database)
        try queue.writeWithoutTransaction { database in
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = \(journal)")
            try database.execute(sql: "CREATE TABLE precious (x)")
        }
        try queue.close()
        try expectRefusal(.foreign(path: directory.database), in: directory)
    }

    @Test("a newer schema is refused") func newer() throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        let queue = try DatabaseQueue(path: directory.database)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')") }
        try queue.close()
        try expectRefusal(.newerSchema(path: directory.database), in: directory)
    }

    @Test("a truncated file is reported as damaged") func cut() throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        let whole = try directory.read()
        try directory.write(whole.prefix(whole.count / 2))
        try expectDamage(in: directory)
        try directory.write(whole.prefix(60))
        try expectDamage(in: directory)
    }

    @Test("a file with overwritten tables is reported as damaged") func overwritten() throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        var bytes = try directory.read()
        for index in 100..<bytes.count { bytes[index] = 0xA5 }
        try directory.write(bytes)
        try expectDamage(in: directory)
    }

    @Test("a directory, and a path in a missing directory, are refused") func directories() throws {
        let directory = try TemporaryDirectory()
        #expect(throws: StoreError.isDirectory(path: directory.path)) { try Store(.file(path: directory.path)) }
        let missing = directory.path + "/nowhere"
        #expect(throws: StoreError.directoryMissing(path: missing + "/x.sqlite", directory: missing)) {
            try Store(.file(path: missing + "/x.sqlite"))
        }
        #expect(try directory.files.isEmpty)
    }

    @Test("a read-only file or directory is refused", .enabled(if: geteuid() != 0, "root may write everywhere"))
    func permissions() throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        chmod(directory.database, 0o444)
        try expectRefusal(.notWritable(path: directory.database), in: directory)
        chmod(directory.database, 0o644)
        chmod(directory.path, 0o555)
        defer { chmod(directory.path, 0o755) }
        try expectRefusal(.directoryNotWritable(path: directory.database, directory: directory.path), in: directory)
    }

    @Test("a second store on the same file is refused with the first one's process id") func inUse() async throws {
        let directory = try TemporaryDirectory()
        let first = try Store(.file(path: directory.database))
        #expect(
            throws: StoreError.inUse(path: directory.database, processID: ProcessInfo.processInfo.processIdentifier)
        ) {
            try Store(.file(path: directory.database))
        }
        // The refused store must not have dropped the locks of the first one.
        try await first.create()
        first.close()
        try Store(.file(path: directory.database)).close()
    }

    @Test(
        "a store in another process is recognised too",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")))
    func otherProcess() throws {
        let directory = try TemporaryDirectory()
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = [
            directory.database + "-lock", "sh", "-c", "echo 4711 > \"$0\"; echo held; read _",
            directory.database + "-lock",
        ]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        _ = try output.fileHandleForReading.read(upToCount: 4)
        #expect(throws: StoreError.inUse(path: directory.database, processID: 4711)) {
            try Store(.file(path: directory.database))
        }
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        try Store(.file(path: directory.database)).close()
    }

    @Test("a lock file of a killed process does not lock the database") func staleLock() throws {
        let directory = try TemporaryDirectory()
        try directory.write(Data("4711\n".utf8), to: "campaigns.sqlite-lock")
        try Store(.file(path: directory.database)).close()
        #expect(try directory.files == ["campaigns.sqlite"])
    }

    @Test("a database that another program is writing to is reported as locked") func locked() throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        let shell = try Shell(directory.database)
        try shell.run("BEGIN IMMEDIATE")
        #expect(throws: StoreError.locked(path: directory.database)) { try Store(.file(path: directory.database)) }
        try shell.run("ROLLBACK")
        try Store(.file(path: directory.database)).close()
    }

    @Test("every error message is one line and names the file") func messages() {
        let path = "/data/campaigns.sqlite"
        let errors: [StoreError] = [
            .directoryMissing(path: path, directory: "/data"), .isDirectory(path: path), .notWritable(path: path),
            .directoryNotWritable(path: path, directory: "/data"), .notSQLite(path: path), .foreign(path: path),
            .damaged(path: path, detail: "x"), .newerSchema(path: path), .inUse(path: path, processID: 1),
            .inUse(path: path, processID: nil), .locked(path: path), .full(path: path),
            .unavailable(path: path, detail: "x"),
        ]
        for error in errors {
            #expect(error.message.contains(path))
            #expect(!error.message.contains("\n"))
        }
    }

    /// Returns the error. Checks that the directory has the same files and bytes as before.
    private func expectRefusal(_ error: StoreError, in directory: TemporaryDirectory) throws {
        let (files, bytes) = (try directory.files, try directory.read())
        #expect(throws: error) { try Store(.file(path: directory.database)) }
        #expect(try directory.files == files)
        #expect(try directory.read() == bytes)
    }

    private func expectDamage(in directory: TemporaryDirectory) throws {
        let (files, bytes) = (try directory.files, try directory.read())
        do {
            try Store(.file(path: directory.database)).close()
            Issue.record("the damaged database was opened")
        } catch {
            guard case .damaged(directory.database, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(try directory.files == files)
        #expect(try directory.read() == bytes)
    }
}
