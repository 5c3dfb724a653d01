import JSON
import Testing

@testable import Validation

@Suite("Time zones") struct TimeZoneTests {
    @Test("are 419, and each is accepted")
    func all() {
        #expect(TimeZoneNames.all.count == 419)
        #expect(Set(TimeZoneNames.all).count == 419)
        for name in TimeZoneNames.all {
            #expect(holds(.timezone, .string(name)))
            #expect(holds(.timezone, .string(" \(name)\u{FEFF}")))
            #expect(!holds(.timezone, .string(name.lowercased())))
            #expect(!holds(.timezone, .string(name + "x")))
        }
    }

    @Test(
        "under an old name, an alias or a look-alike are refused",
        arguments: [
            "GMT", "Etc/UTC", "EST", "US/Eastern", "Europe/Kiev", "Asia/Calcutta", "America/Buenos_Aires", "Z", "utc",
            "EUROPE/BERLIN",
            "+01:00", "Europe", "Europe/", "America/Argentina", "America/\u{212A}entucky/Louisville",
            "Europe/Berlin\u{301}",
            "Europe/Ber lin", "America/New York",
        ])
    func refused(_ name: String) {
        #expect(!holds(.timezone, .string(name)))
    }

    @Test("are the first and last of the appendix, and of each region")
    func spotChecks() {
        for name in [
            "Africa/Abidjan", "Africa/Windhoek", "America/Adak", "America/Yakutat", "Antarctica/Vostok",
            "Arctic/Longyearbyen", "Asia/Yerevan", "Atlantic/Azores", "Australia/Sydney", "Europe/Kyiv",
            "Indian/Reunion",
            "Pacific/Wallis", "UTC",
        ] {
            #expect(TimeZoneNames.contains(name))
        }
        #expect(TimeZoneNames.all == TimeZoneNames.all.sorted())
    }

    @Test("are strings", arguments: [3, 1.5, true, [], ["UTC"]] as [JSONValue])
    func otherValues(_ value: JSONValue) {
        #expect(messages(value, .timezone) == ["f: The f field must be a valid timezone."])
    }
}
