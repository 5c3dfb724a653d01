import Base
import Foundation
import GRDB
import JSON
import Testing

@testable import CampaignStore

@Suite("Members of accounts (life.md §4)") struct AccountMemberTests {
    /// A seed with one account that has every member with a value other than its default.
    static let full = """
        {"accounts": [{"name": "a", "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2},
          "timezone": "Europe/Berlin", "api_keys": ["k"], "user": {"name": "Ann", "email": "ann@example.org"},
          "balance": -0.25, "lead_list": "bare", "clock": {"mode": "offset", "offset_seconds": -60},
          "assistants": [{"id": 1, "name": "A", "type": "outbound", "mode": "dualplex", "status": "inactive",
            "voice_id": 5, "language_id": 6, "timezone": "UTC", "initial_message": "", "system_prompt": "Say \\u00e9.",
            "variables": {"z": {"1": [true]}, "a": 1.5}, "webhook_url": "http://127.0.0.1:9/x",
            "is_webhook_active": true, "phone_number_id": 7, "max_duration": 30, "record": true, "uuid": "u-1",
            "created_at": "2025-01-02T03:04:05Z", "updated_at": "2025-02-02T03:04:05Z",
            "post_call_schema": [{"name": "x", "type": "bool"}, {"name": "y", "type": "boolean"}]}],
          "phone_numbers": [{"id": 7, "phone_number": "+4930", "country_code": "DE", "type": "caller_id",
            "sms_capable": false, "region": "Berlin", "created_at": "2025-03-02T03:04:05Z"}]}]}
        """

    @Test("are read") func read() throws {
        let account = try #require(try SeedTests.read(Self.full).accounts.first)
        #expect(account.user == AccountUser(name: "Ann", email: "ann@example.org"))
        #expect(account.balance == -0.25)
        #expect(account.leadList == .bare)
        #expect(account.clock == .offset(seconds: -60))
        #expect(
            account.assistants == [
                Assistant(
                    id: 1, name: "A", type: .outbound, mode: "dualplex", status: "inactive", voiceID: 5, languageID: 6,
                    timezone: "UTC", initialMessage: "", systemPrompt: "Say \u{e9}.",
                    variables: ["z": ["1": [true]], "a": 1.5], webhookURL: "http://127.0.0.1:9/x",
                    isWebhookActive: true, phoneNumberID: 7, maxDuration: 30, record: true, uuid: "u-1",
                    createdAt: 1_735_787_045, updatedAt: 1_738_465_445,
                    postCallSchema: [
                        PostCallVariable(name: "x", type: .bool), PostCallVariable(name: "y", type: .bool),
                    ])
            ])
        #expect(
            account.phoneNumbers == [
                PhoneNumber(
                    id: 7, phoneNumber: "+4930", countryCode: "DE", type: .callerID, smsCapable: false,
                    region: "Berlin", createdAt: 1_740_884_645)
            ])
    }

    @Test("are equal to the byte after writing, reading and storing") func roundTrip() async throws {
        let seed = try SeedTests.read(Self.full)
        let text = String(decoding: State(seed: seed).encoded(), as: UTF8.self)
        #expect(try SeedTests.read(text) == seed)
        #expect(text.contains(#"{"name":"y","type":"bool"}"#))
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: seed)
        store.close()
        let reopened = try Store(.file(path: directory.database))
        #expect(try await reopened.state().encoded() == State(seed: seed).encoded())
        #expect(reopened.directory.accounts.map(\.definition) == seed.accounts)
        reopened.close()
    }

    @Test("have defaults, so that an old seed is read as before") func defaults() throws {
        let seed = try SeedTests.read(
            """
            {"accounts": [{"name": "Old one", "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2},
              "timezone": "Europe/Berlin", "api_keys": [], "user": {"email": null}, "balance": null,
              "assistants": [{"id": 129, "name": "A", "type": "inbound", "variables": {}}],
              "phone_numbers": [{"id": 1, "phone_number": "+1"}]}]}
            """)
        let account = try #require(seed.accounts.first)
        #expect(account.user == AccountUser(name: "Old one", email: "old-one@example.com"))
        #expect(account.balance == 100)
        #expect(account.leadList == nil)
        #expect(account.clock == nil)
        #expect(account.assistants == [Assistant(id: 129, name: "A", type: .inbound, timezone: "Europe/Berlin")])
        #expect(account.assistants.first?.uuid == "00000000-0000-4000-8000-000000000081")
        #expect(account.assistants.first?.variables == [])
        #expect(account.phoneNumbers == [PhoneNumber(id: 1, phoneNumber: "+1")])
        #expect(account.phoneNumbers.first?.countryCode == "US")
    }

    @Test(
        "a clock is read and written alike",
        arguments: [
            (#"{"mode":"real"}"#, ClockMode.real),
            (#"{"mode":"offset","offset_seconds":3600}"#, .offset(seconds: 3600)),
            (#"{"mode":"frozen","now":"2026-02-23T10:00:00.000000Z"}"#, .frozen(at: 1_771_840_800)),
            (
                #"{"mode":"offset","now":"2026-02-23T10:00:00.000000Z","since":"2026-02-24T10:00:00.123456Z","#
                    + #""speed":60}"#,
                .running(
                    RunningClock(
                        1_771_840_800, since: UnixTime(microseconds: 1_771_927_200_123_456), speed: 60))
            ),
        ])
    func clock(_ text: String, _ mode: ClockMode) throws {
        #expect(try ClockMode(SeedReader(JSONReader.read(Array(text.utf8).span))) == mode)
        #expect(String(decoding: mode.json().encoded(), as: UTF8.self) == text)
    }

    struct Mistake: CustomTestStringConvertible {
        let testDescription: String
        let change: (from: String, to: String)
        let error: SeedError

        init(_ from: String, _ to: String, _ path: String, expected: String, found: String) {
            testDescription = to
            change = (from, to)
            error = SeedError(path: "accounts[0].\(path)", expected: expected, found: found)
        }
    }

    @Test(
        "are refused for",
        arguments: [
            Mistake(
                #""bare""#, #""Pages""#, "lead_list", expected: "\"pages\" or \"bare\"",
                found: "the string \"Pages\""),
            Mistake("-0.25", #""1""#, "balance", expected: "a number", found: "the string \"1\""),
            Mistake("-0.25", "1e999", "balance", expected: "a number", found: "the number inf"),
            Mistake(
                #""name": "Ann""#, #""nom": "Ann""#, "user.nom", expected: "one of the members name, email",
                found: "an unknown member"),
            Mistake(
                #""ann@example.org""#, #""""#, "user.email", expected: "a string that is not empty",
                found: "the string \"\""),
            Mistake(
                #""offset_seconds": -60"#, #""now": "2026-02-23T10:00:00Z""#, "clock.offset_seconds",
                expected: "an integer, the seconds between this clock and the machine's", found: "nothing"),
            Mistake(
                #""mode": "offset", "offset_seconds""#, #""mode": "real", "offset_seconds""#, "clock.offset_seconds",
                expected: "nothing beside the mode real", found: "the integer -60"),
            Mistake(
                #""mode": "offset", "offset_seconds": -60"#, #""mode": "stopped""#, "clock.mode",
                expected: "\"real\" or \"offset\" or \"frozen\"", found: "the string \"stopped\""),
            Mistake(
                #""phone_number_id": 7"#, #""phone_number_id": 8"#, "assistants[0].phone_number_id",
                expected: "the id of one of the account's phone numbers", found: "the integer 8"),
            Mistake(
                #""phone_number_id": 7"#, #""phone_number_id": "7""#, "assistants[0].phone_number_id",
                expected: "an integer of at least 1", found: "the string \"7\""),
            Mistake(
                #"{"z": {"1": [true]}, "a": 1.5}"#, #""x""#, "assistants[0].variables", expected: "an object",
                found: "the string \"x\""),
            Mistake(
                #""timezone": "UTC""#, #""timezone": "utc""#, "assistants[0].timezone",
                expected: "a timezone such as \"America/New_York\"", found: "the string \"utc\""),
            Mistake(
                #""max_duration": 30"#, #""max_duration": 0"#, "assistants[0].max_duration",
                expected: "seconds, at least 1", found: "the integer 0"),
            Mistake(
                #""record": true"#, #""record": 1"#, "assistants[0].record", expected: "true or false",
                found: "the integer 1"),
            Mistake(
                #""2025-01-02T03:04:05Z""#, #""yesterday""#, "assistants[0].created_at",
                expected: "a time such as \"2026-02-23T10:00:00.000000Z\"", found: "the string \"yesterday\""),
            Mistake(
                #""caller_id""#, #""callerid""#, "phone_numbers[0].type",
                expected: "\"normal\" or \"sip\" or \"caller_id\"", found: "the string \"callerid\""),
            Mistake(
                #""DE""#, "49", "phone_numbers[0].country_code", expected: "a country such as \"US\"",
                found: "the integer 49"),
            Mistake(
                #""sms_capable": false"#, #""sms": false"#, "phone_numbers[0].sms",
                expected: "one of the members id, phone_number, country_code, type, sms_capable, region, created_at",
                found: "an unknown member"),
        ])
    func mistake(_ row: Mistake) throws {
        let range = try #require(Self.full.range(of: row.change.from))
        #expect(throws: row.error) { try SeedTests.read(Self.full.replacingCharacters(in: range, with: row.change.to)) }
    }

    @Test("the demo's outbound assistants have a number of their account each, except one") func demoNumbers() {
        for account in Seed.demo.accounts {
            let outbound = account.assistants.filter { $0.type == .outbound && $0.name != "Unplugged" }
            let numbers = outbound.compactMap(\.phoneNumberID)
            #expect(numbers.count == outbound.count && Set(numbers).count == numbers.count)
            #expect(Set(numbers).isSubset(of: account.phoneNumbers.map(\.id)))
        }
        let unplugged = Seed.demo.accounts[0].assistants.first { $0.id == 130 }
        #expect(unplugged?.name == "Unplugged" && unplugged?.type == .outbound && unplugged?.phoneNumberID == nil)
        #expect(Seed.demo.accounts[1].phoneNumbers.map(\.id) == [5])
    }

    @Test("a database of the version before gets the defaults") func migration() async throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
        try Schema.migrator.migrate(queue, upTo: "3 changes of others are marked")
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO accounts VALUES (1, 1, 'old', 'p', 10, 2, NULL, 'Europe/Berlin', 0);
                    INSERT INTO api_keys VALUES ('k', 1);
                    INSERT INTO assistants VALUES (1, 9, 'A', 'outbound', '[{"name":"x","type":"boolean"}]');
                    INSERT INTO phone_numbers VALUES (1, 3, '+15550100003');
                    INSERT INTO counters VALUES ('is_seeded', 1);
                    """)
        }
        try queue.close()
        let store = try Store(.file(path: directory.database))
        #expect(
            store.directory.accounts.map(\.definition) == [
                AccountDefinition(
                    name: "old", plan: Plan(name: "p", maximumCampaigns: 10, maximumCallsInParallel: 2),
                    timezone: "Europe/Berlin", apiKeys: ["k"],
                    assistants: [
                        Assistant(
                            id: 9, name: "A", type: .outbound, timezone: "Europe/Berlin",
                            postCallSchema: [PostCallVariable(name: "x", type: .bool)])
                    ],
                    phoneNumbers: [PhoneNumber(id: 3, phoneNumber: "+15550100003")])
            ])
        store.close()
    }
}
