import CampaignAPI
import CampaignStore
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Fixtures and the platform's document") struct FixtureDocumentTests {
    @Test("fit: each pair is valid", arguments: try Fixture.all())
    func pair(_ fixture: Fixture) throws {
        let isUsual = fixture.leadList == nil && !fixture.isStrict
        let document =
            try isUsual
            ? DocumentedFixtures.usual.get()
            : DocumentedFixtures(leadList: fixture.leadList, strict: fixture.isStrict)
        #expect(document.problems(of: fixture) == [])
    }

    @Test("fit: what may be absent or null is so in some fixture, and all else never") func presence() throws {
        var observed = ObservedMembers()
        let document = try DocumentedFixtures.usual.get()
        for fixture in try Fixture.all() where fixture.leadList == nil { document.observe(fixture, &observed) }
        // A malformed body is refused with a message only, whatever the operation.
        #expect(observed.neverAbsent == ["StatusRefusal.success"])
        // The demo data has no webhook, and a number outside any region only where no fixture looks.
        #expect(observed.neverNull == ["PhoneNumber.region"])
        #expect(observed.neverSeen == [])
    }

    /// Proves that the check of pairs finds mistakes: of each answer's schema, each part is broken once.
    @Test("fail together when any member of an answer is missing in the document, or is of another type")
    func brokenAnswers() throws {
        let document = try DocumentedFixtures.usual.get()
        let bodies = document.answers(of: try Fixture.all().filter { $0.leadList == nil && !$0.isStrict })
        let answers = try #require(
            document.json["components"]?["schemas"]?.object?.members.filter { schema in
                // The bodies of requests are broken by the tests of their members.
                !schema.name.hasPrefix("New")
                    // Those of the post-call webhook are compared with its posts.
                    && !schema.name.hasPrefix("PostCall")
                    && ![
                        "CampaignStatusChange", "LeadChange", "WebhookActivation", "WebhookDeactivation",
                    ].contains(schema.name)
            })
        var count = 0
        for schema in answers {
            for member in schema.value["properties"]?.object?.members ?? [] {
                let path = ["components", "schemas", schema.name, "properties", member.name]
                let others: JSONValue = ["type": member.value["type"] == "boolean" ? "integer" : "boolean"]
                for change in [nil, others] {
                    let broken = SchemaChecker(document.changed(at: path, to: change).json)
                    let isNoticed = bodies.contains { !broken.mistakes(in: $0.body, by: $0.schema).isEmpty }
                    #expect(isNoticed, "\(path.joined(separator: "/"))")
                    count += 1
                }
            }
        }
        #expect(count > 150)
    }

    @Test("fail together when an answer is missing in the document") func missingAnswers() throws {
        let document = try DocumentedFixtures.usual.get()
        let fixtures = try Fixture.all().filter { $0.leadList == nil && !$0.isStrict }
        for fixture in fixtures {
            guard let operation = document.operation(of: fixture) else { continue }
            let path = ["paths", operation.path, operation.method.lowercased(), "responses", String(fixture.status)]
            #expect(document.changed(at: path, to: nil).problems(of: fixture) != [], "\(fixture.name)")
        }
    }

    @Test("give the document its examples") func examples() throws {
        let file = Fixture.directory.deletingLastPathComponent()
            .appending(path: "Sources/CampaignAPI/Description/examples.json")
        let examples = try #require(try JSONReader.read(Array(Data(contentsOf: file)).span).array)
        let advice: Comment = "The examples are not the fixtures'. Run scripts/support/examples.py."
        let byName = Dictionary(
            examples.compactMap { example in example["name"]?.string.map { ($0, example) } }, uniquingKeysWith: { $1 })
        for fixture in try Fixture.all() {
            guard fixture.leadList == nil, !fixture.isStrict, let body = fixture.expected.body else {
                #expect(byName[fixture.name] == nil, advice)
                continue
            }
            #expect(byName[fixture.name]?["response"] == body, advice)
            #expect(byName[fixture.name]?["status"] == .integer(Int64(fixture.status)), advice)
            if let request = byName[fixture.name]?["request"] {
                #expect(try JSONReader.read(Array(fixture.body.utf8).span) == request, advice)
            }
        }
        #expect(byName.count == (try Fixture.all().filter { byName[$0.name] != nil }.count), advice)
    }
}
