import Base
import Calling
import Testing
import TimeZones

@Suite("Random campaigns") struct RandomCampaignTests {
    @Test(
        "never have more calls at once than allowed, none outside the window, and retries neither too many nor too soon",
        arguments: Self.seeds)
    func properties(_ seed: UInt64) throws {
        let state = try RandomAccount(seed: seed).state
        let limits = Dictionary(uniqueKeysWithValues: state.campaigns.map { ($0.id, $0) })
        var simulation = Simulation(state)
        Self.start(&simulation)
        while !simulation.advanceToIdle(limit: 100) {}
        var (going, lastEnds): ([Int64: Call], [Int64: Int64]) = ([:], [:])
        for happening in simulation.takeHappenings() {
            switch happening {
            case .callBegan(let call):
                let campaign = try #require(call.campaignID.flatMap { limits[$0] })
                let contact = try #require(call.contactID)
                #expect(going.values.allSatisfy { $0.contactID != contact }, "seed \(seed)")
                going[call.id] = call
                #expect(going.count <= state.maximumCallsInParallel, "seed \(seed)")
                #expect(
                    going.values.count { $0.campaignID == campaign.id } <= campaign.maximumCallsInParallel,
                    "seed \(seed)")
                #expect(campaign.window.isOpen(at: call.beganAt), "seed \(seed)")
                #expect(call.attempt <= 1 + campaign.maximumRetries, "seed \(seed)")
                if let last = lastEnds[contact] {
                    #expect(call.beganAt - last >= campaign.retryInterval, "seed \(seed)")
                }
            case .callEnded(let call, let second):
                #expect(second == call.endsAt, "seed \(seed)")
                going[call.id] = nil
                lastEnds[call.contactID ?? 0] = second
            default: break
            }
        }
        #expect(going.isEmpty, "seed \(seed)")
    }

    @Test("are the same in one step, in many, and with a restart in between", arguments: Self.seeds)
    func steps(_ seed: UInt64) throws {
        let account = try RandomAccount(seed: seed)
        let end = account.state.clock + 3 * 86_400
        var whole = Simulation(account.state)
        Self.start(&whole)
        _ = whole.advance(to: end)
        var dice = SplitMix64(seed: seed)
        var parts = Simulation(account.state)
        Self.start(&parts)
        var happenings: [Happening] = []
        while parts.clock < end {
            let step = Int64.random(in: 1...40_000, using: &dice)
            while !parts.advance(to: min(parts.clock + step, end), limit: 5) { happenings += parts.takeHappenings() }
            happenings += parts.takeHappenings()
            if Bool.random(using: &dice) { parts = Simulation(parts.state) }
        }
        #expect(happenings == whole.takeHappenings(), "seed \(seed)")
        #expect(parts.state == whole.state, "seed \(seed)")
    }

    private static let seeds = (0..<12).map { _ in UInt64.random(in: 0...999_999) }

    private static func start(_ simulation: inout Simulation) {
        for campaign in simulation.state.campaigns {
            simulation.apply(.start(campaignID: campaign.id), at: simulation.clock)
        }
    }
}

/// An account with campaigns and leads at random.
private struct RandomAccount {
    let state: CallingState

    init(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        func any(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &dice) }
        let zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
        var (campaigns, contacts): ([CallingCampaign], [Contact]) = ([], [])
        for id in 1...any(1...3) {
            let zone = try #require(TimeZoneRules(named: zones.randomElement(using: &dice) ?? "UTC"))
            let window = CallingWindow(
                start: any(0...1439) * 60, end: any(0...1439) * 60,
                weekdays: (0...6).filter { _ in any(0...3) > 0 }, zone: zone)
            campaigns.append(
                try .mock(
                    id, window: window, parallel: any(1...3), retries: any(0...3), interval: any(0...90) * 60,
                    onVoicemail: any(0...1) == 1, onGoalIncomplete: any(0...1) == 1, completes: any(0...3) > 0))
            for _ in 0..<any(1...6) {
                let lead = Int64(contacts.count) + 1
                for contact in lead...lead + any(0...2) {
                    contacts.append(.mock(contact, of: contact == lead ? nil : lead, campaign: id))
                    contacts[contacts.count - 1].phoneNumber = "+1500555\(any(0...1))\(any(0...5))0\(any(0...5))"
                }
            }
        }
        let weights = OutcomeWeights([.completed: 2, .noAnswer: 3, .busy: 1, .voicemail: 2, .goalIncomplete: 1])
        let drawn = try #require(weights)
        state = CallingState(
            // A day before daylight saving begins in Europe, or ends in Australia.
            clock: [1_774_656_000, 1_775_217_600].randomElement(using: &dice) ?? 0,
            maximumCallsInParallel: any(1...4),
            rules: any(0...1) == 0 ? [] : [OutcomeRule(attempt: any(1...3), choice: .drawn(drawn))],
            campaigns: campaigns, contacts: contacts)
    }
}
