import Foundation
import Logging
import Testing

@testable import CampaignStore

extension CampaignDraft {
    static func sample(
        account: String = "demo", name: String = "Spring", assistant: Int64 = 127, createdAt: Int64 = 1_771_840_800
    ) -> CampaignDraft {
        CampaignDraft(
            account: account,
            parameters: CampaignParameters(name: name, assistantID: assistant, timezone: "America/New_York"),
            createdAt: createdAt)
    }
}

extension Seed {
    /// The demo data with another campaign limit for the account `demo`.
    static func demo(maximumCampaigns: Int64) -> Seed {
        var seed = Seed.demo
        seed.accounts[0].plan.maximumCampaigns = maximumCampaigns
        return seed
    }
}

extension State {
    static func demo(maximumCampaigns: Int64) -> State { State(seed: .demo(maximumCampaigns: maximumCampaigns)) }
}

/// The reason why a campaign was not created.
enum CreateRefusal: Error, Equatable {
    case planLimitReached, assistantNotFound, superseded
    case failed(StorageFailure)
}

extension Store {
    /// A store that logs nothing.
    convenience init(
        _ location: Location, durability: Durability = .normal, seed: Seed = .demo, loops: Int = 1
    ) throws(StoreError) {
        try self.init(location, durability: durability, state: State(seed: seed), loops: loops)
    }

    /// A store with campaigns and leads that logs nothing.
    convenience init(
        _ location: Location, durability: Durability = .normal, state: State, loops: Int = 1
    ) throws(StoreError) {
        try self.init(
            location, durability: durability, seed: state, loops: loops,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A store in memory with room for many campaigns.
    static func inMemory(maximumCampaigns: Int64 = 1_000_000) throws -> Store {
        try Store(.memory, seed: .demo(maximumCampaigns: maximumCampaigns))
    }

    /// Creates a campaign and returns after the commit.
    func create(_ draft: CampaignDraft, generation: UInt64) async throws(CreateRefusal) -> Campaign {
        guard let account = directory.account(named: draft.account) else { throw .superseded }
        let campaign = NewCampaign(draft)
        let outcome: CreateOutcome
        do throws(WriteRefusal) {
            outcome = try await write(generation: generation) { try $0.create(campaign, of: account) }
        } catch {
            switch error {
            case .superseded: throw .superseded
            case .failed(let failure): throw .failed(failure)
            }
        }
        switch outcome {
        case .created(let id): return Campaign(id: id, draft: draft)
        case .planLimitReached: throw .planLimitReached
        case .assistantNotFound: throw .assistantNotFound
        }
    }

    /// Creates a campaign with the current accounts.
    @discardableResult
    func create(_ draft: CampaignDraft = .sample()) async throws(CreateRefusal) -> Campaign {
        try await create(draft, generation: directory.generation)
    }

    /// Creates campaigns in parallel and counts the outcomes.
    func createMany(_ count: Int, _ draft: CampaignDraft = .sample()) async -> (ids: [Int64], refusals: [CreateRefusal])
    {
        await withTaskGroup(of: Result<Int64, CreateRefusal>.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do throws(CreateRefusal) {
                        return .success(try await self.create(draft).id)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var ids: [Int64] = []
            var refusals: [CreateRefusal] = []
            for await outcome in group {
                switch outcome {
                case .success(let id): ids.append(id)
                case .failure(let refusal): refusals.append(refusal)
                }
            }
            return (ids.sorted(), refusals)
        }
    }
}

/// A temporary directory for one test, which is removed with its content.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("campaign-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/campaigns.sqlite" }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    func write(_ bytes: Data, to name: String = "campaigns.sqlite") throws {
        try bytes.write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func read(_ name: String = "campaigns.sqlite") throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
}

/// The directory `fixtures` beside `Tests`.
enum Fixtures {
    static func data(_ name: String, file: String = #filePath) throws -> Data {
        let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: root.appendingPathComponent("fixtures").appendingPathComponent(name))
    }
}
