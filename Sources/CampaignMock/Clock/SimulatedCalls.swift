import MockControl

/// What happened on a clock of the mock while it was moved.
public struct SimulatedCalls: Sendable, Equatable {
    /// How many calls began.
    public let calls: Int
    /// How many leads changed their status, each counted once.
    public let leads: Int
    /// How many posts were made for webhooks. They may still be on their way.
    public let webhooks: Int
    /// The time that the clock showed then.
    public let until: MockTime

    /// Makes a value to compare with.
    public init(calls: Int, leads: Int, webhooks: Int, until: MockTime) {
        self.calls = calls
        self.leads = leads
        self.webhooks = webhooks
        self.until = until
    }
}

extension SimulatedCalls {
    init(_ played: PlayedChange) {
        self.init(
            calls: played.calls, leads: played.leads, webhooks: played.webhooks,
            until: MockTime(unixSeconds: played.until))
    }
}
