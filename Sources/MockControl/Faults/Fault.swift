/// A registered fault: for which requests, how often, and what happens to them.
struct Fault: Sendable {
    var match = RequestMatch()
    /// The most requests it fires for; `nil` for no end.
    var times: Int?
    /// The share of the matching requests that it fires for, 0 to 1.
    var probability: Double?
    /// Begins the generator that decides about `probability` and spread delays.
    var seed: UInt64
    /// How many matching requests it lets pass first.
    var after = 0
    var effect: FaultEffect
}

/// A fault's decisions so far.
///
/// A value: what it does depends on nothing but the requests it has seen.
struct FaultProgress: Sendable {
    let fault: Fault
    private(set) var matched = 0
    private(set) var fired = 0
    private var generator: SplitMix64

    init(_ fault: Fault) {
        self.fault = fault
        generator = SplitMix64(seed: fault.seed)
    }

    var isExhausted: Bool { fault.times.map { fired >= $0 } ?? false }

    /// Decides about the next request that matches.
    ///
    /// Each takes two numbers from the generator, the chance and the delay, whether they are needed or not: so the
    /// decision about the n-th request is the same whatever the fault's other options are.
    ///
    /// - Returns: how long to wait first, or `nil` when the request passes.
    mutating func decide() -> Duration? {
        guard !isExhausted else { return nil }
        matched += 1
        let chance = generator.nextFraction()
        let spread = generator.nextFraction()
        guard matched > fault.after, chance < fault.probability ?? 1 else { return nil }
        fired += 1
        return fault.effect.delay?.duration(at: spread) ?? .zero
    }
}
