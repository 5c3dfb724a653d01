import Calling
import TimeZones

/// Measures the simulation alone.
enum SpeedTrial {
    /// Plays one campaign to its end: half of the calls are answered, the others are tried again.
    static func run(leads: Int64) {
        guard let zone = TimeZoneRules(named: "Europe/Berlin"),
            let weights = OutcomeWeights([.completed: 1, .noAnswer: 1], seed: 42)
        else { return }
        let window = CallingWindow(start: 9 * 3600, end: 17 * 3600, weekdays: 1...5, zone: zone)
        let campaign = CallingCampaign(
            id: 1, assistantID: 1, window: window, maximumCallsInParallel: 50, maximumRetries: 3, retryInterval: 3600,
            retriesOnVoicemail: false, retriesOnGoalIncomplete: false, completesWithoutLeads: true)
        let contacts = (1...leads).map { Contact(id: $0, campaignID: 1, phoneNumber: "+4930\(1_000_000 + $0)") }
        let clock = ContinuousClock()
        let found = clock.measure { for _ in 0..<100 { _ = TimeZoneRules(named: "Pacific/Wallis") } }
        let began = clock.now
        var simulation = Simulation(
            CallingState(
                clock: 1_772_000_000, maximumCallsInParallel: 50, rules: [OutcomeRule(choice: .drawn(weights))],
                campaigns: [campaign], contacts: contacts))
        let loaded = clock.now
        simulation.apply(.start(campaignID: 1), at: 1_772_000_000)
        let started = clock.now
        var happenings = simulation.takeHappenings().count
        let bound = Int64.max
        while !simulation.advanceToIdle(until: bound, limit: 4096) { happenings += simulation.takeHappenings().count }
        let played = clock.now
        let seconds = (played - started) / .seconds(1)
        print("the rules of the last zone of the table \(found / 100)")
        print("load \(loaded - began), start \(started - loaded), play \(played - started)")
        let rate = Int(Double(simulation.tally.calls) / seconds)
        print("\(simulation.tally.calls) calls, \(happenings) happenings, \(rate) calls/s")
        print("until \(simulation.clock), \(simulation.campaign(id: 1)?.status.rawValue ?? "")")
    }
}
