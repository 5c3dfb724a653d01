import Base
import Testing

@testable import MockControl

@Suite("A log-normal delay") struct LogNormalDelayTests {
    /// From Python's `statistics.NormalDist().inv_cdf`.
    @Test(
        "has the quantiles of the normal distribution",
        arguments: [
            (0x1p-54, -8.292361075813595), (1e-9, -5.9978070150076865), (0.01, -2.3263478740408408),
            (0.025, -1.9599639845400538), (0.075, -1.4395314709384557), (0.5, 0), (0.6, 0.2533471031357998),
            (0.9, 1.2815515655446008), (0.99, 2.3263478740408408), (0.999999, 4.753424308817089),
            (1 - 0x1p-53, 8.209536151601386),
        ])
    func quantiles(_ row: (probability: Double, value: Double)) {
        #expect(abs(NormalQuantile.value(at: row.probability) - row.value) <= 1e-14 * max(1, abs(row.value)))
    }

    @Test("is the median for one half and the 99th percentile for 0.99, and grows between them and beyond")
    func percentiles() {
        let distribution = LogNormalDelay(median: 80, percentile99: 800)
        let fractions = [0, 0.01, 0.5, 0.99, 0.999, 1 - 0x1p-53]
        let delays = fractions.map { distribution.milliseconds(at: $0, limit: 600_000) }
        #expect(delays == [0, 8, 80, 800, 1_704, 270_413])
        #expect(distribution.milliseconds(at: 0.99, limit: 700) == 700)
    }

    @Test(
        "is never longer than the limit, and the same for every fraction where the two percentiles are",
        arguments: [(1, 600_000), (600_000, 600_000), (5, 5), (0, 0)])
    func limits(_ row: (median: Int, percentile99: Int)) {
        let distribution = LogNormalDelay(median: row.median, percentile99: row.percentile99)
        let delays = [0, 0x1p-53, 0.5, 1 - 0x1p-53].map { distribution.milliseconds(at: $0, limit: 600_000) }
        #expect(delays.allSatisfy { (0...600_000).contains($0) })
        if row.median == row.percentile99 { #expect(Set(delays) == [row.median]) }
    }

    @Test("with a seed is the same in every run, and leaves the decisions about requests as they are")
    func repeats() throws {
        let runs = try (0..<2).map { _ in
            let registry = FaultRegistry()
            registry.add(
                FaultRegistryTests.fault(
                    probability: 0.5, seed: 9, delay: .logNormal(LogNormalDelay(median: 80, percentile99: 800))))
            return try (0..<2_000).map { _ in try FaultRegistryTests.decide(registry)?.delay }
        }
        #expect(runs[0] == runs[1])
        let plain = FaultRegistry()
        plain.add(FaultRegistryTests.fault(probability: 0.5, seed: 9))
        #expect(try runs[0].map { $0 != nil } == (0..<2_000).map { _ in try FaultRegistryTests.decide(plain) != nil })
        let delays = runs[0].compactMap(\.self).sorted()
        #expect((70...90).contains(delays[delays.count / 2] / .milliseconds(1)))
        #expect(delays.count { $0 > .milliseconds(800) } < delays.count / 50)
    }
}
