import Base

/// A fault: the requests that it applies to, how often it fires, and its effect.
struct Fault: Sendable {
    var match = RequestMatch()
    /// The most times that the fault fires; `nil` for no limit.
    var times: Int?
    /// The probability that the fault fires for a matching request, 0 to 1; `nil` for 1.
    var probability: Double?
    /// The seed of the generator that decides about `probability` and random delays.
    var seed: UInt64
    /// The number of matching requests that pass before the fault can fire.
    var after = usualAfter
    var effect: FaultEffect

    /// ``after`` of a body without `after`.
    static let usualAfter = 0

    /// What the journal shows as the fault of a response that a `Prefer` field shaped.
    static let preferenceID = "prefer"
}

/// A fault, and its decisions so far.
///
/// The decisions depend only on the fault and on the number of matching requests, so a run can be repeated.
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

    /// Decides whether the fault fires for the next matching request.
    ///
    /// Each decision draws two numbers from the generator, one for `probability` and one for the delay, even when it
    /// needs neither. So whether the n-th request passes does not depend on the fault's delay.
    ///
    /// - Returns: the delay before the effect; `nil` when the request passes.
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
