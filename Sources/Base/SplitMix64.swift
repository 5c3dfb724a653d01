/// The pseudo-random number generator SplitMix64 (Steele, Lea, Flood 2014), whose seed determines its sequence.
///
/// The same seed gives the same numbers in every run and on every machine. Other languages can reproduce them: the
/// state is one 64-bit integer, and each number takes one addition and the two multiplications in ``next()``.
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

    /// Returns a number in 0..<1, made from the upper 53 bits of ``next()``.
    package mutating func nextFraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
