import Base
import CampaignMock
import Foundation
import JSON
import Logging
import TestSupport
import Testing

@Suite("life.md §5: the seed file is read again") struct SeedFileTests {
    static func seed(_ name: String) -> Data {
        Data(
            """
            {"plans": {"small": {"max_campaigns": 5, "max_calls_in_parallel": 2}},
             "accounts": [{"name": "\(name)", "plan": "small", "timezone": "UTC", "api_keys": ["demo-key"],
                           "assistants": [{"id": 127, "name": "Booking", "type": "outbound"}]}]}
            """.utf8)
    }

    static func accounts(_ mock: MockServer) async throws -> [String] {
        let response = try await MockRequest(method: "GET", target: "/_mock/accounts").send(to: mock)
        return try JSONReader.read(response.body.span)["accounts"]?.array?.compactMap { $0["name"]?.string } ?? []
    }

    static func reset(_ mock: MockServer) async throws -> RawResponse {
        try await MockRequest(target: "/_mock/reset").send(to: mock)
    }

    /// Runs a mock whose seed file has the account `first`.
    static func withSeedFile(
        watched: Bool = false, logger: Logger = silentLogger, _ body: (MockServer, URL) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appending(path: "seed.json")
            try Self.seed("first").write(to: file)
            var options = MockOptions()
            options.seedFile = file.path
            options.watchesSeed = watched
            try await CampaignMock.withMock(options, logger: logger) { try await body($0, file) }
        }
    }

    @Test("by each reset, of the control plane and of the library; new accounts follow the new seed") func again()
        async throws
    {
        try await Self.withSeedFile { mock, file async throws in
            #expect(try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(to: mock).status == 201)
            try Self.seed("second").write(to: file)
            #expect(try await Self.accounts(mock) == ["first"])
            #expect(try await Self.reset(mock).status == 200)
            #expect(try await Self.accounts(mock) == ["second"])
            try Self.seed("third").write(to: file)
            try await mock.reset()
            #expect(try await Self.accounts(mock) == ["third"])
            let made = try await MockRequest(target: "/_mock/accounts").send(to: mock)
            #expect(try JSONReader.read(made.body.span)["plan"]?["max_campaigns"] == 5)
        }
    }

    struct Mistake: CustomTestStringConvertible {
        let testDescription: String
        /// `nil` removes the file.
        let text: String?
        let member, part: String
    }

    @Test(
        "and refused with its place when it has a mistake; the old state stays",
        arguments: [
            Mistake(
                testDescription: "a wrong value", text: #"{"accounts":[{"name":"x","plan":"none"}]}"#,
                member: "accounts[0].plan", part: "accounts[0].plan: expected "),
            Mistake(testDescription: "no JSON", text: #"{"accounts":["#, member: "seed", part: "is not valid JSON"),
            Mistake(testDescription: "no file", text: nil, member: "seed", part: "cannot be read (No such file"),
        ])
    func mistake(_ row: Mistake) async throws {
        try await Self.withSeedFile { mock, file async throws in
            #expect(try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(to: mock).status == 201)
            if let text = row.text {
                try Data(text.utf8).write(to: file)
            } else {
                try FileManager.default.removeItem(at: file)
            }
            let refusal = try await Self.reset(mock)
            #expect(refusal.status == 422)
            #expect(refusal.text.contains(row.part) && refusal.text.contains(file.path))
            #expect(try JSONReader.read(refusal.body.span)["errors"]?[row.member] != nil, "\(refusal.text)")
            let error = await #expect(throws: MockError.self) { try await mock.reset() }
            #expect(error?.message.contains(row.part) == true)
            let campaigns = try await MockRequest(method: "GET", target: "/_mock/campaigns").send(to: mock)
            #expect(try JSONReader.read(campaigns.body.span)["campaigns"]?.array?.count == 1)
            try Self.seed("mended").write(to: file)
            #expect(try await Self.reset(mock).status == 200)
            #expect(try await Self.accounts(mock) == ["mended"])
        }
    }

    @Test(
        "by itself with --watch when the file changes; a mistake keeps the old state until it is mended",
        .timeLimit(.minutes(1)))
    func watch() async throws {
        let log = LogRecorder()
        try await Self.withSeedFile(watched: true, logger: Logger(label: "test") { _ in log }) { mock, file in
            #expect(try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(to: mock).status == 201)
            try Data(#"{"accounts":["#.utf8).write(to: file)
            while !log.lines.withLock({ $0.contains { "\($0["cause"] ?? "")".contains("not valid JSON") } }) {
                await Task.yield()
            }
            #expect(try await Self.accounts(mock) == ["first"])
            try FileManager.default.removeItem(at: file)
            while !log.lines.withLock({ $0.contains { "\($0["cause"] ?? "")".contains("cannot be read") } }) {
                await Task.yield()
            }
            try Self.seed("second").write(to: file)
            while try await Self.accounts(mock) != ["second"] {}
            let campaigns = try await MockRequest(method: "GET", target: "/_mock/campaigns").send(to: mock)
            #expect(try JSONReader.read(campaigns.body.span)["campaigns"] == [])
            while !log.lines.withLock({ $0.contains { $0["path"] == "\(file.path)" } }) { await Task.yield() }
        }
    }

    @Test("only once for a change: a reset that has read the file leaves nothing for --watch", .timeLimit(.minutes(1)))
    func once() async throws {
        let log = LogRecorder()
        try await Self.withSeedFile(watched: true, logger: Logger(label: "test") { _ in log }) { mock, file in
            try Self.seed("second").write(to: file)
            try await mock.reset()
            #expect(try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(to: mock).status == 201)
            // The third change shows that the watch has looked at the file after the second.
            try Self.seed("third").write(to: file)
            while try await Self.accounts(mock) != ["third"] {}
            #expect(log.lines.withLock { $0.count { $0["path"] != nil } } <= 2)
        }
    }

    @Test("not, when it is a pipe, which has no more content") func pipe() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending(path: "seed").path
            #expect(mkfifo(path, 0o600) == 0)
            let writer = Task.detached {
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try handle.write(contentsOf: Self.seed("piped"))
                try handle.close()
            }
            var options = MockOptions()
            options.seedFile = path
            try await withMock(options) { mock async throws in
                try await writer.value
                #expect(try await Self.reset(mock).status == 200)
                #expect(try await Self.accounts(mock) == ["piped"])
            }
        }
    }

    @Test("needs a file to watch, and one seed only") func options() {
        var watched = MockOptions()
        watched.watchesSeed = true
        #expect(throws: MockError.self) { try MockServer(watched) }
        var both = MockOptions()
        both.seed = []
        both.seedFile = "seed.json"
        #expect(throws: MockError.self) { try MockServer(both) }
    }
}
