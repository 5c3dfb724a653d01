import Base
import Testing

@Suite("SplitMix64") struct SplitMix64Tests {
    @Test("gives the published numbers for the seed")
    func published() {
        // The first values of the reference implementation for this seed.
        var generator = SplitMix64(seed: 1_234_567)
        let values = (0..<3).map { _ in generator.next() }
        #expect(values == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("gives fractions from 0 to below 1")
    func fractions() {
        var generator = SplitMix64(seed: 1_234_567)
        for _ in 0..<1_000 { #expect((0..<1).contains(generator.nextFraction())) }
    }
}
