import Testing

@testable import CampaignAPI

@Suite("Warning tally") struct WarningTallyTests {
    private let warning = Warning(field: "nmae", message: "The nmae field is unknown.")

    @Test("reports the 1st, 10th, 100th (and so on) occurrence of a warning")
    func powersOfTen() {
        var tally = WarningTally()
        let reported = (1...1_500).compactMap { _ in tally.count(warning, account: "demo") }
        #expect(reported == [1, 10, 100, 1_000])
    }

    @Test("counts each account, field and message separately")
    func kinds() {
        var tally = WarningTally()
        #expect(tally.count(warning, account: "demo") == 1)
        #expect(tally.count(warning, account: "other") == 1)
        #expect(tally.count(Warning(field: "name", message: warning.message), account: "demo") == 1)
        #expect(tally.count(Warning(field: warning.field, message: "Another."), account: "demo") == 1)
        #expect(tally.count(warning, account: "demo") == nil)
    }

    @Test("forgets all counts if there are too many")
    func bound() {
        var tally = WarningTally()
        _ = tally.count(warning, account: "demo")
        for number in 0..<1_024 { _ = tally.count(Warning(field: "\(number)", message: ""), account: "demo") }
        #expect(tally.count(warning, account: "demo") == 1)
    }
}
