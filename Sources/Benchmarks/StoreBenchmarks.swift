import CampaignStore
import Logging

/// Creates through the store's own entry point. The wait for the commit is part of the time.
enum StoreBenchmarks {
    /// - Parameter path: a file that does not exist yet. The databases made there are left behind.
    static func all(path: String) throws -> [Benchmark] {
        let stores: [(String, Store)] = [
            ("in memory", try store(.memory)),
            ("in a file", try store(.file(path: path))),
            ("in a file, durability full", try store(.file(path: path + "-full"), durability: .full)),
        ]
        return stores.flatMap { place, store in
            [
                Benchmark("CampaignStore", "create \(place), one at a time", operationsAtATime: 1) { times in
                    var sum = 0
                    for _ in 0..<times { sum &+= try await create(in: store) }
                    return sum
                },
                Benchmark("CampaignStore", "create \(place), 64 at a time", operationsAtATime: 64) { times in
                    var sum = 0
                    for _ in 0..<times { sum &+= try await createTogether(64, in: store) }
                    return sum
                },
            ]
        }
    }

    private static func store(_ location: Store.Location, durability: Store.Durability = .normal) throws -> Store {
        var seed = Seed.demo
        for index in seed.accounts.indices { seed.accounts[index].plan.maximumCampaigns = 1_000_000_000 }
        return try Store(
            location, durability: durability, seed: State(seed: seed),
            logger: Logger(label: "benchmarks") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func create(in store: Store) async throws -> Int {
        let directory = store.directory
        guard let account = directory.account(named: DocumentedCreate.draft.account) else { return 0 }
        let campaign = NewCampaign(DocumentedCreate.draft)
        let outcome = try await store.write(generation: directory.generation) { batch in
            try batch.create(campaign, of: account)
        }
        guard case .created(let id) = outcome else { return 0 }
        return Int(id)
    }

    private static func createTogether(_ count: Int, in store: Store) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count { group.addTask { try await create(in: store) } }
            return try await group.reduce(0, &+)
        }
    }
}
