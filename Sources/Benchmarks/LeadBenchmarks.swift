import CampaignStore
import Logging

/// Creates and lists of leads in a file with 1,000,000 leads, 100,000 of them in one campaign.
enum LeadBenchmarks {
    private static let total: Int64 = 1_000_000
    private static let inCampaign: Int64 = 100_000
    private static let perPage: Int64 = 15
    private static let time: Int64 = 1_771_840_800

    /// - Parameter path: a file that does not exist yet. The database is left behind.
    static func all(path: String) async throws -> [Benchmark] {
        let store = try Store(
            .file(path: path), seed: .demo, logger: Logger(label: "benchmarks") { _ in SwiftLogNoOpLogHandler() })
        guard let account = store.directory.account(named: "demo") else { return [] }
        try await fill(store, account)
        let campaign = LeadFilter(accountID: account.id, campaignID: 1)
        var created = campaign
        created.status = .created
        var completed = campaign
        completed.status = .completed
        var lastDay = campaign
        lastDay.createdFrom = (time / 86_400 + 9) * 86_400
        var number = campaign
        number.phoneNumber = "123"
        let lists: [(String, LeadFilter, Int64)] = [
            ("of a campaign, first page", campaign, 0), ("of a campaign, page 6,000", campaign, 90_000),
            ("by status, first page", completed, 0), ("by status, page 5,000", created, 75_000),
            ("by date, first page", lastDay, 0), ("by a part of the number", number, 0),
            ("of an account, first page", LeadFilter(accountID: account.id), 0),
            ("of an account, page 60,000", LeadFilter(accountID: account.id), 900_000),
        ]
        return lists.map { name, filter, offset in
            Benchmark("CampaignStore", "leads \(name)", operationsAtATime: 1) { times in
                var sum = 0
                for _ in 0..<times {
                    let page = try await store.leads(filter, offset: offset, limit: perPage)
                    sum &+= Int(page.total) &+ page.leads.count
                }
                return sum
            }
        }
            + [1, 64].map { count in
                let numbers = Numbers()
                return Benchmark(
                    "CampaignStore", "create a lead in a file, \(count) at a time", operationsAtATime: count
                ) { times in
                    var sum = 0
                    for _ in 0..<times {
                        sum &+= try await withThrowingTaskGroup(of: Int.self) { group in
                            for _ in 0..<count {
                                let lead = numbers.lead()
                                group.addTask {
                                    let outcome = try await store.write(generation: store.directory.generation) {
                                        batch in
                                        try batch.createLead(lead, of: account)
                                    }
                                    guard case .created(let id, _) = outcome else { return 0 }
                                    return Int(id)
                                }
                            }
                            return try await group.reduce(0, &+)
                        }
                    }
                    return sum
                }
            }
    }

    private static func fill(_ store: Store, _ account: Account) async throws {
        for _ in 0..<10 {
            let campaign = NewCampaign(DocumentedCreate.draft)
            _ = try await store.write(generation: store.directory.generation) { try $0.create(campaign, of: account) }
        }
        let numbers = Numbers()
        for block in 0..<(total / 10_000) {
            let leads = (0..<10_000).map { index in
                // The other nine campaigns have the rest.
                let number = block * 10_000 + Int64(index)
                let campaign = number % (total / inCampaign) + 1
                return numbers.lead(campaignID: campaign, createdAt: time + number * 864_000 / total)
            }
            try await store.write(generation: store.directory.generation) { batch in
                for lead in leads {
                    guard case .created(let id, _) = try batch.createLead(lead, of: account) else { continue }
                    guard id % 13 == 0, let stored = try batch.lead(id: id, of: account) else { continue }
                    var changed = stored
                    changed.status = .completed
                    try batch.update(stored, to: changed)
                }
            }
        }
    }

    /// Different phone numbers, not in their order.
    private final class Numbers {
        private var next: Int64 = 0

        func lead(campaignID: Int64 = 1, createdAt: Int64 = LeadBenchmarks.time) -> NewLead {
            next += 1
            let variables = LeadVariables(text: Array(#"{"name":"Alex Example","plan":"pro"}"#.utf8))
            return NewLead(
                campaignID: campaignID, phoneNumber: "+1\(1_000_000_000 + next * 7_919_911 % 8_999_999_999)",
                variables: variables, allowsDuplicate: false, createdAt: createdAt)
        }
    }
}
