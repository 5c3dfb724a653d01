import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

@testable import campaign_mock

@Suite("init", .timeLimit(.minutes(1))) struct InitTests {
    @Test("writes a seed that loads, that its schema takes, and whose ids a strict mock takes without a warning")
    func seed() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending(path: "my seed.json").path
            let run = try await ProgramRun.of(["init", path])
            #expect(run.status == 0 && run.errors == "")
            #expect(run.output.hasSuffix("\n  campaign-mock --in-memory --watch --seed '\(path)'\n"))
            let text = Array(try Data(contentsOf: URL(filePath: path)))
            let seed = try JSONReader.read(text.span)
            #expect(seed["$schema"] == "./my%20seed.schema.json")
            let file = directory.appending(path: "my seed.schema.json")
            let schema = try JSONReader.read(Array(try Data(contentsOf: file)).span)
            #expect(SchemaChecker(schema).mistakes(in: seed, by: schema.withoutIdentity) == [])
            var options = MockOptions()
            options.seedFile = path
            options.strict = true
            try await withMock(options) { mock in
                #expect(mock.accounts.all.map(\.name) == ["mine", "small"])
                #expect(try await mock.campaigns.map(\.name) == ["Spring"])
                #expect(try await mock.leads.count == 3)
                var request = MockRequest(key: "my-key")
                request.body = """
                    {"name": "Summer", "assistant_id": 1, "phone_number_ids": [1, 2], "max_calls_in_parallel": 10, \
                    "goal_completion_variable": "appointment_booked", "retry_on_goal_incomplete": true}
                    """
                let response = try await request.send(to: mock)
                #expect(response.status == 201, "\(response.text)")
                #expect(response["X-Mock-Warnings"] == nil)
                // Each assistant, number and account is of use: nothing in the seed is left over.
                request = MockRequest(key: "small-key", body: #"{"name": "Only", "assistant_id": 1}"#)
                #expect(try await request.send(to: mock).status == 201)
            }
        }
    }

    @Test("replaces no file without --force, writes the seed alone on request, and to standard output")
    func files() async throws {
        try await withTemporaryDirectory { directory in
            let (seed, schema) = (directory.appending(path: "a.json"), directory.appending(path: "a.schema.json"))
            try Data("mine".utf8).write(to: schema)
            let refused = try await ProgramRun.of(["init", seed.path])
            #expect(refused.status == 1 && refused.output == "")
            #expect(
                refused.errors == """
                    campaign-mock: \(schema.path) exists already and was not changed: choose another name, or replace it \
                    with --force.

                    """)
            #expect(!FileManager.default.fileExists(atPath: seed.path))
            let alone = try await ProgramRun.of(["init", "--no-schema-file", seed.path])
            #expect(alone.status == 0)
            #expect(try Data(contentsOf: schema) == Data("mine".utf8))
            let output = try await ProgramRun.of(["init", "-"])
            #expect(try Data(contentsOf: seed) == Data(output.output.utf8))
            #expect(output.output.contains(#""$schema": "http://127.0.0.1:7357/_mock/seed.schema.json""#))
            #expect(try await ProgramRun.of(["init", "--force", seed.path]).status == 0)
            #expect(try Data(contentsOf: schema) == Data(MockServer.seedSchema))
        }
    }

    @Test(
        "tells a mistake in one line",
        arguments: [
            (["/missing/a.json"], 1, "/missing/"), ([""], 64, "no name"), (["a/"], 64, "no name"),
            (["a", "b"], 64, "b"),
        ]
            as [([String], Int32, String)])
    func mistakes(_ arguments: [String], _ status: Int32, _ text: String) async throws {
        let run = try await ProgramRun.of(["init"] + arguments)
        #expect(run.status == status)
        #expect(run.output == "" && run.errors.contains(text) && run.errors.split(separator: "\n").count == 1)
    }
}

extension JSONValue {
    /// A schema without the keywords that say which schema it is.
    fileprivate var withoutIdentity: JSONValue {
        .object(JSONObject((object?.members ?? []).filter { !["$schema", "$defs", "$id"].contains($0.name) }))
    }
}
