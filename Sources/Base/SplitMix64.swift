/// A generator of pseudo-random numbers whose sequence follows from its seed: SplitMix64 (Steele, Lea, Flood 2014).
///
/// Its whole state is one number, so the same seed gives the same numbers in every run, on every machine and in any other
/// language: `state += 0x9E3779B97F4A7C15`, then the two multiplications below.
package struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<1: the upper 53 bits of ``next()``, as a fraction.
    package mutating func nextFraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
