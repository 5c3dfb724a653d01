import CampaignStore
import Logging

/// What a simulation reads and writes: a campaign of 100,000 leads in a file, two calls for each lead.
enum CallingBenchmarks {
    private static let leads: Int64 = 100_000
    /// The calls in a transaction.
    private static let batch = 1_000
    private static let time: Int64 = 1_771_840_800

    /// - Parameter path: a file that does not exist yet. The database is left behind.
    static func all(path: String) async throws -> [Benchmark] {
        let store = try Store(
            .file(path: path), seed: .demo, logger: Logger(label: "benchmarks") { _ in SwiftLogNoOpLogHandler() })
        guard let account = store.directory.account(named: "demo") else { return [] }
        try await fill(store, account)
        let simulation = Repeated(store: store, account: account)
        let list = CallFilter(accountID: account.id, campaignID: 1)
        return [
            Benchmark("CampaignStore", "read a lead for the simulation", operationsAtATime: Int(leads)) { times in
                var sum = 0
                for _ in 0..<times { sum &+= try await store.callingRows(ofAccount: account.id).contacts.count }
                return sum
            },
            Benchmark("CampaignStore", "store a simulated call in a file", operationsAtATime: batch) { times in
                var sum = 0
                for _ in 0..<times { sum &+= try await simulation.storeBatch(batch) }
                return sum
            },
            Benchmark("CampaignStore", "calls of a campaign, first page", operationsAtATime: 1) { times in
                var sum = 0
                for _ in 0..<times { sum &+= Int(try await store.calls(list, offset: 0, limit: 15).total) }
                return sum
            },
        ]
    }

    private static func fill(_ store: Store, _ account: Account) async throws {
        let campaign = NewCampaign(DocumentedCreate.draft)
        try await store.write(generation: store.directory.generation) { batch in
            _ = try batch.create(campaign, of: account)
            for number in 0..<leads {
                let lead = NewLead(campaignID: 1, phoneNumber: "+1\(5_550_000_000 + number)", createdAt: time)
                _ = try batch.createLead(lead, of: account)
            }
            _ = try batch.changeStatus(ofCampaign: 1, by: .start, of: account, at: time)
        }
    }

    /// Calls every lead twice: the first call is not answered, the second one is.
    private final class Repeated {
        private let store: Store
        private let account: Account
        private var number: Int64 = 0

        init(store: Store, account: Account) {
            self.store = store
            self.account = account
        }

        /// Stores calls that begin and end in the batch.
        func storeBatch(_ count: Int) async throws -> Int {
            let now = CallingBenchmarks.time + number
            var changes = CallingChanges(firstCallID: number + 1, simulatedUntil: now + 60)
            for _ in 0..<count {
                let (lead, round) = (number % leads + 1, number / leads % 2)
                let outcome: OutcomeName = round == 0 ? .noAnswer : .completed
                let id = changes.begin(
                    CallingChanges.NewCall(
                        campaignID: 1, leadID: lead, assistantID: 127, assistantPhoneNumber: "+15550100001",
                        phoneNumber: "+1\(5_550_000_000 + lead)", outcome: outcome, attempt: round + 1, beganAt: now,
                        endsAt: now + outcome.usualSeconds))
                changes.changeContact(id: lead, status: .processing, tries: round + 1, dueAt: nil, changedAt: now)
                changes.endCall(id: id, at: now + outcome.usualSeconds)
                changes.changeContact(
                    id: lead, status: round == 0 ? .rescheduled : .completed, tries: round + 1,
                    dueAt: round == 0 ? now + 3600 : nil, changedAt: now + outcome.usualSeconds)
                number += 1
            }
            let (account, done) = (account.id, changes)
            let isStored = try await store.write(generation: store.directory.generation) { batch in
                try batch.store(done, ofAccount: account)
            }
            return isStored ? done.begun.count : 0
        }
    }
}
