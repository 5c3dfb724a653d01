import CampaignAPI
import HTTPServer
import JSON
import Testing

@testable import MockControl

@Suite("A registered fault") struct FaultRegistryTests {
    static func fault(
        _ criteria: [Criterion] = [], times: Int? = nil, probability: Double? = nil, seed: UInt64 = 1, after: Int = 0,
        delay: FaultEffect.Delay? = nil
    ) -> Fault {
        Fault(
            match: RequestMatch(criteria: criteria), times: times, probability: probability, seed: seed, after: after,
            effect: FaultEffect(answer: .readyMade(.serverError), delay: delay))
    }

    static func decide(_ registry: FaultRegistry, _ method: String = "POST") throws -> FaultRegistry.Firing? {
        registry.decide(about: try makeRequest(method, "/user/campaign")) { { _ in nil } }
    }

    func fired(_ registry: FaultRegistry, of count: Int) throws -> [Bool] {
        try (0..<count).map { _ in try Self.decide(registry) != nil }
    }

    @Test("fires for every matching request") func always() throws {
        let registry = FaultRegistry()
        #expect(!registry.isArmed)
        registry.add(Self.fault())
        #expect(registry.isArmed)
        #expect(try fired(registry, of: 3) == [true, true, true])
    }

    @Test("fires the given number of times, and stays listed as exhausted") func times() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault(times: 2))
        #expect(try fired(registry, of: 4) == [true, true, false, false])
        #expect(registry.all.map(\.progress.isExhausted) == [true])
        #expect(registry.all.map(\.progress.fired) == [2])
        #expect(!registry.isArmed)
    }

    @Test("lets the given number of requests pass first") func after() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault(times: 1, after: 2))
        #expect(try fired(registry, of: 4) == [false, false, true, false])
    }

    @Test("counts only matching requests") func matching() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault([.method("GET")], times: 1))
        #expect(try Self.decide(registry) == nil)
        #expect(try Self.decide(registry, "GET") != nil)
        #expect(registry.all.map(\.progress.matched) == [1])
    }

    @Test("fires only if no earlier fault fires") func order() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault(times: 1))
        registry.add(Self.fault())
        let ids = try (0..<3).map { _ in try Self.decide(registry)?.id }
        #expect(ids == ["fault-1", "fault-2", "fault-2"])
    }

    @Test("leaves a request to the next fault when it does not fire") func passing() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault(probability: 0))
        registry.add(Self.fault())
        #expect(try Self.decide(registry)?.id == "fault-2")
    }

    @Test("with a seed makes the same decisions in every run", arguments: [0, 1, 42, UInt64.max])
    func repeats(_ seed: UInt64) throws {
        let runs = try (0..<2).map { _ in
            let registry = FaultRegistry()
            registry.add(Self.fault(probability: 0.3, seed: seed))
            return try fired(registry, of: 1_000)
        }
        #expect(runs[0] == runs[1])
        #expect((200...400).contains(runs[0].count { $0 }))
    }

    @Test("makes the same decision about the n-th request with any delay") func independent() throws {
        let plain = FaultRegistry(), delayed = FaultRegistry()
        plain.add(Self.fault(probability: 0.5, seed: 9))
        delayed.add(Self.fault(probability: 0.5, seed: 9, delay: .spread(from: 1, to: 5)))
        #expect(try fired(plain, of: 100) == fired(delayed, of: 100))
    }

    @Test("spreads a delay over its whole range") func spread() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault(seed: 3, delay: .spread(from: 2, to: 4)))
        let delays = Set(try (0..<200).compactMap { _ in try Self.decide(registry)?.delay })
        #expect(delays == [.milliseconds(2), .milliseconds(3), .milliseconds(4)])
    }

    @Test("is removed by its id or with all others") func removal() throws {
        let registry = FaultRegistry()
        registry.add(Self.fault())
        registry.add(Self.fault())
        #expect(registry.remove(id: "fault-1"))
        #expect(!registry.remove(id: "fault-1"))
        #expect(registry.removeAll() == 1)
        #expect(!registry.isArmed)
        #expect(registry.add(Self.fault()).id == "fault-3")
        registry.removeAll(restartingNumbers: true)
        #expect(registry.add(Self.fault()).id == "fault-1")
    }

    struct Target: CustomTestStringConvertible {
        let method: String
        let path: String
        var testDescription: String { "\(method) \(path)" }
    }

    @Test(
        "fires for its own requests only, among many faults",
        arguments: [
            Target(method: "POST", path: "/user/campaign"), Target(method: "POST", path: "/api/user/campaign"),
            Target(method: "GET", path: "/"), Target(method: "GET", path: "/api/"),
            Target(method: "PROPFIND", path: "/user/%C3%BC/3"), Target(method: "OPTIONS", path: "*"),
        ])
    func among(_ target: Target) throws {
        let request = try makeRequest(target.method, target.path)
        let meant: [[Criterion]] = [
            [], [.method(target.method)], [.path(PathPattern(target.path))], [.path(PathPattern("*"))],
            [.path(PathPattern(target.path)), .method(target.method)], [.account("demo")],
        ]
        let others: [[Criterion]] = (1...100).map { [.method("POST"), .path(PathPattern("/other/\($0)"))] }
        for criteria in meant {
            for around in [[], Array(others.prefix(3)), others] {
                let registry = FaultRegistry()
                for other in around { registry.add(Self.fault(other)) }
                #expect(registry.decide(about: request) { { _ in "demo" } } == nil)
                let fault = registry.add(Self.fault(criteria, times: 1))
                #expect(registry.decide(about: request) { { _ in "demo" } }?.id == fault.id)
                #expect(registry.decide(about: request) { { _ in "demo" } } == nil)
                #expect(registry.isArmed == !around.isEmpty)
            }
        }
    }
}
