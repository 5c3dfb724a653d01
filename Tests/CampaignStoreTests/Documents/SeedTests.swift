import Foundation
import JSON
import Testing

@testable import CampaignStore

@Suite("Seed") struct SeedTests {
    static func read(_ text: String) throws -> Seed {
        try State(json: try JSONReader.read(Array(text.utf8).span)) {
            ["UTC", "America/New_York", "Europe/Berlin"].contains($0)
        }.seed
    }

    @Test("the compiled demo data is fixtures/demo.json") func demo() throws {
        #expect(try Self.read(String(decoding: Fixtures.data("demo.json"), as: UTF8.self)) == Seed.demo)
    }

    @Test("is equal after writing and reading") func roundTrip() throws {
        var seed = Seed.demo
        seed.plans.append(Plan(name: "unused \u{e9}", maximumCampaigns: 0, maximumCallsInParallel: 1, rateLimit: 60))
        seed.accounts[1].plan.rateLimit = 5
        #expect(try Self.read(String(decoding: State(seed: seed).encoded(), as: UTF8.self)) == seed)
    }

    @Test("an account may contain its own plan") func inlinePlan() throws {
        let seed = try Self.read(
            #"{"accounts": [{"name": "a", "timezone": "UTC", "api_keys": [], "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2, "rate_limit": 60}}]}"#
        )
        #expect(
            seed.accounts.first?.plan
                == Plan(name: "p", maximumCampaigns: 5, maximumCallsInParallel: 2, rateLimit: 60))
    }

    struct Mistake: CustomTestStringConvertible {
        let testDescription: String
        /// The text to replace in the valid document, and its replacement.
        let change: (from: String, to: String)
        let error: SeedError

        init(_ name: String, _ from: String, _ to: String, path: String, expected: String, found: String) {
            testDescription = name
            change = (from, to)
            error = SeedError(path: path, expected: expected, found: found)
        }
    }

    static let valid = """
        {"plans": {"growth": {"max_campaigns": 100, "max_calls_in_parallel": 10}},
         "accounts": [
          {"name": "demo", "plan": "growth", "timezone": "UTC", "api_keys": ["demo-key"],
           "assistants": [{"id": 1, "name": "A", "type": "outbound", "post_call_schema": [{"name": "x", "type": "boolean"}]},
                          {"id": 2, "name": "B", "type": "inbound"}],
           "phone_numbers": [{"id": 7, "phone_number": "+1555"}, {"id": 8, "phone_number": "+1556"}]},
          {"name": "other", "plan": "growth", "timezone": "UTC", "api_keys": ["other-key"],
           "assistants": [{"id": 1, "name": "C", "type": "outbound"}]}]}
        """

    @Test("is valid before the mistakes are inserted") func soundDocument() throws {
        #expect(try Self.read(Self.valid).accounts.count == 2)
    }

    @Test(
        "is refused for",
        arguments: [
            Mistake(
                "a misspelt type", #""type": "inbound""#, #""type": "outbund""#, path: "accounts[0].assistants[1].type",
                expected: "\"outbound\" or \"inbound\"", found: "the string \"outbund\""),
            Mistake(
                "a misspelt member", #""timezone": "UTC""#, #""time_zone": "UTC""#, path: "accounts[0].time_zone",
                expected: """
                    one of the members name, plan, timezone, api_keys, user, balance, lead_list, clock, assistants, \
                    phone_numbers, outcomes, simulated_until
                    """,
                found: "an unknown member"),
            Mistake(
                "a missing member", #""timezone": "UTC", "api_keys": ["demo-key"]"#, #""api_keys": ["demo-key"]"#,
                path: "accounts[0].timezone", expected: "a timezone such as \"America/New_York\"", found: "nothing"),
            Mistake(
                "an unknown timezone", #""UTC""#, #""utc""#, path: "accounts[0].timezone",
                expected: "a timezone such as \"America/New_York\"", found: "the string \"utc\""),
            Mistake(
                "an unknown plan", #""plan": "growth""#, #""plan": "gorwth""#, path: "accounts[0].plan",
                expected: "\"growth\" or an object with its limits", found: "the string \"gorwth\""),
            Mistake(
                "a negative limit", "100", "-1", path: "plans.growth.max_campaigns",
                expected: "an integer of at least 0", found: "the integer -1"),
            Mistake(
                "a limit with a fraction", "100", "1.5", path: "plans.growth.max_campaigns",
                expected: "an integer of at least 0", found: "the number 1.5"),
            Mistake(
                "no parallel calls", "10}", "0}", path: "plans.growth.max_calls_in_parallel",
                expected: "an integer of at least 1", found: "the integer 0"),
            Mistake(
                "a name twice", #""name": "other""#, #""name": "demo""#, path: "accounts[1].name",
                expected: "a unique name", found: "\"demo\", which is also accounts[0].name"),
            Mistake(
                "a name with a slash", #""name": "demo""#, #""name": "de/mo""#, path: "accounts[0].name",
                expected: "1 to 255 printable ASCII characters without a slash", found: "the string \"de/mo\""),
            Mistake(
                "a key of two accounts", "other-key", "demo-key", path: "accounts[1].api_keys[0]",
                expected: "a unique key",
                found: "\"demo-key\", which is also accounts[0].api_keys[0]"),
            Mistake(
                "a key with a space", "demo-key", "demo key", path: "accounts[0].api_keys[0]",
                expected: "1 to 255 visible ASCII characters", found: "the string \"demo key\""),
            Mistake(
                "an assistant id twice", #""id": 2"#, #""id": 1"#, path: "accounts[0].assistants[1].id",
                expected: "an id that is unique in this list", found: "1, which is also accounts[0].assistants[0].id"),
            Mistake(
                "a phone number id twice", #""id": 8"#, #""id": 7"#, path: "accounts[0].phone_numbers[1].id",
                expected: "an id that is unique in this list",
                found: "7, which is also accounts[0].phone_numbers[0].id"),
            Mistake(
                "an id of 0", #""id": 7"#, #""id": 0"#, path: "accounts[0].phone_numbers[0].id",
                expected: "an integer of at least 1", found: "the integer 0"),
            Mistake(
                "an unknown variable type", #""boolean""#, #""Bool""#,
                path: "accounts[0].assistants[0].post_call_schema[0].type",
                expected: "\"bool\" or \"string\" or \"integer\" or \"number\"", found: "the string \"Bool\""),
            Mistake(
                "a number for a phone number", #""+1555""#, "1555", path: "accounts[0].phone_numbers[0].phone_number",
                expected: "a phone number such as \"+15550100001\"", found: "the integer 1555"),
            Mistake(
                "an object for a list", #"["demo-key"]"#, "{}", path: "accounts[0].api_keys", expected: "a list",
                found: "an object"),
            Mistake(
                "a member twice", #""plan": "growth""#, #""plan": "growth", "plan": "growth""#,
                path: "accounts[0].plan", expected: "one member of this name", found: "two"),
        ])
    func mistake(_ row: Mistake) throws {
        guard let range = Self.valid.range(of: row.change.from) else {
            Issue.record("the valid document does not contain \(row.change.from)")
            return
        }
        let text = Self.valid.replacingCharacters(in: range, with: row.change.to)
        #expect(throws: row.error) { try Self.read(text) }
    }

    @Test("a mistake has a message of one line") func message() {
        let error = SeedError(path: "accounts[0].plan", expected: "a plan", found: "nothing")
        #expect(error.message == "accounts[0].plan: expected a plan, found nothing")
    }
}
