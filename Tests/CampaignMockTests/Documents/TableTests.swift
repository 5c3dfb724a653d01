import ArgumentParser
import Calling
import CampaignMock
import Forms
import Foundation
import HTTPServer
import HTTPWire
import JSON
import TestSupport
import Testing

@testable import campaign_mock

@Suite("Tables of the manual") struct TableTests {
    // MARK: Flags

    @Test("list every flag of the program and no other")
    func flags() throws {
        let rows = try Document.article("Flags").table("flag").rows
        let names = rows.flatMap { $0[0].codes }.filter { $0.hasPrefix("--") && !$0.hasPrefix("--no-") }
            .compactMap { $0.dropFirst(2).split(separator: " ").first.map(String.init) }
        #expect(names.sorted() == (Flags.all.map(\.name) + ["version", "help"]).sorted())
        let negated = rows.flatMap { $0[0].codes }.filter { $0.hasPrefix("--no-") }.map { String($0.dropFirst(5)) }
        #expect(negated.sorted() == Flags.all.filter { $0.kind == .flag }.map(\.name).sorted())
        let letters = rows.flatMap { $0[0].codes }.filter { $0.hasPrefix("-") && !$0.hasPrefix("--") }
        #expect(letters.sorted() == Flags.all.compactMap(\.letter).map { "-\($0)" }.sorted())
    }

    @Test("list every flag of each subcommand and no other")
    func subcommands() throws {
        let rows = try Document.article("Flags").table("subcommand").rows
        for (name, help) in [
            ("exec", ExecCommand.helpMessage()), ("health", HealthCommand.helpMessage()),
            ("init", InitCommand.helpMessage()), ("compare", CompareCommand.helpMessage()),
        ] {
            let names = rows.filter { $0[0].codes == [name] }.flatMap { $0[1].codes }.filter { $0.hasPrefix("--") }
                .map { String($0.dropFirst(2).prefix { $0 != " " }) }
            let shared = ["help", "version"] + (name == "exec" ? Flags.all.map(\.name) : [])
            let flags = help.matches(of: /(?m)^  (?:-\w, )?--([a-z-]+)/).map { String($0.1) }
                .filter { !shared.contains($0) && !$0.hasPrefix("no-") || $0 == "no-schema-file" }
            #expect(Set(names) == Set(flags), "\(name)")
        }
    }

    @Test("show the defaults that the program applies")
    func defaults() throws {
        let command = try CampaignMockCommand.parse([], environment: [:])
        let options = try command.options()
        let (host, port) = if case .tcp(let host, let port) = options.endpoint { (host, port) } else { ("", 0) }
        let defaults: [String: String] = [
            "--host": "`\(host)`", "--port": "`\(port)`", "--database": "`\(command.storage.databasePath)`",
            "--in-memory": Self.text(options.database == .inMemory), "--watch": Self.text(options.watchesSeed),
            "--durability": "`\(options.durability.rawValue)`", "--strict": Self.text(options.strict),
            "--validation-summary": Self.text(options.validationMessage == .summary),
            "--lead-list": "`\(options.leadList.rawValue)`", "--calls": "`\(options.calls.rawValue)`",
            "--journal-entries": "`\(options.control.journalEntries)`",
            "--journal-body-bytes": "`\(options.control.journalBodyBytes)`",
            "--prefer": Self.text(options.control.obeysPrefer), "--log-level": "`\(command.logging.logLevel)`",
            "--log-format": "`\(command.logging.logFormat)`", "--access-log": "`\(command.logging.accessLog)`",
        ]
        var found = 0
        for row in try Document.article("Flags").table("flag").rows {
            let name = row[0].codes.first { $0.hasPrefix("--") }?.split(separator: " ").first.map(String.init)
            guard let shown = name.flatMap({ defaults[$0] }) else { continue }
            #expect(row[2] == shown, "\(row[0])")
            found += 1
        }
        #expect(found == defaults.count)
    }

    @Test("name the flags that exclude each other")
    func excluded() throws {
        let text = try Document.article("Flags").prose.replacing(/\s+/, with: " ")
        for flag in Flags.all where !flag.excluded.isEmpty {
            let names = Set([flag.name] + flag.excluded)
            #expect(
                text.split(separator: /[;:]/).contains { part in
                    names.isSubset(of: Set(String(part).codes.map { String($0.dropFirst(2)) }))
                }, "\(flag.name)")
        }
    }

    private static func text(_ isOn: Bool) -> String { isOn ? "on" : "off" }

    // MARK: Calls

    @Test("list every call of the API's description and no other")
    func endpoints() async throws {
        let paths = try await Self.read("/_mock/openapi.json")["paths"]?.object?.members ?? []
        let described = paths.flatMap { path in
            (path.value.object?.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }
        #expect(!described.isEmpty)
        let listed = try Document.article("CampaignLife").table("call").rows.flatMap { $0[0].codes }
        #expect(listed.sorted() == described.sorted())
    }

    @Test("list every call of the control plane, in words of its own list")
    func controlCalls() async throws {
        let listed = try await Self.read("/_mock")["calls"]?.array ?? []
        let calls = listed.map { call in
            ["`\(call["method"]?.string ?? "") \(call["path"]?.string ?? "")`", call["summary"]?.string ?? ""]
        }
        #expect(!calls.isEmpty)
        #expect(try Document.article("ControlPlane").table("call").rows == calls)
    }

    @Test("list what comes of each call")
    func outcomes() throws {
        let rows = try Document.article("Calls").table("outcome").rows
        let shown = CallOutcome.allCases.map { outcome in
            ["`\(outcome.rawValue)`", "\(outcome.seconds) s", "`\(outcome.callStatus)`", "`\(outcome.answeredBy)`"]
        }
        #expect(rows.map { Array($0.dropLast()) } == shown)
    }

    @Test("show what comes of each call to a test number")
    func testNumbers() throws {
        let rows = try Document.article("Calls").table("test number").rows
        for row in rows {
            let number = try #require(row[0].codes.first.flatMap { TestNumber($0) }, "\(row[0])")
            let shown = row.dropFirst().map { $0.codes.first }
            #expect(shown == (1...Int64(shown.count)).map { number.outcome(ofAttempt: $0).rawValue }, "\(row[0])")
        }
        // Each outcome that a number can have for every call is shown.
        let numbers = (0...9).map { "+1500555000\($0)" }.filter { TestNumber($0) != nil }
        #expect(rows.map { $0[0].codes }.starts(with: numbers.map { [$0] }))
    }

    @Test("list the filters of the journal")
    func filters() async throws {
        let path = try await Self.read("/_mock/control-openapi.json")["paths"]?["/_mock/requests"]
        let parameters = (path?["delete"]?["parameters"]?.array ?? []).compactMap { $0["name"]?.string }
        #expect(!parameters.isEmpty)
        let rows = try Document.article("Journal").table("filter").rows
        let names = rows.flatMap { $0[0].codes }.filter { !$0.hasPrefix("\"") }
        let filters = names.map { String($0.prefix { $0 != "=" && $0 != "." }) }
        // A query has `json.PATH` for any path, which OpenAPI cannot say.
        #expect(filters.sorted() == (parameters + ["json"]).sorted())
    }

    @Test("list every metric and no other")
    func metrics() async throws {
        let text = try await withMock { mock in
            try await MockRequest(method: "GET", target: "/_mock/metrics").send(to: mock).text
        }
        let names = text.matches(of: /(?m)^# TYPE (\w+)/).map { String($0.1) }
        #expect(!names.isEmpty)
        #expect(try Document.article("Logging").table("metric").rows.flatMap { $0[0].codes }.sorted() == names.sorted())
    }

    @Test("name what the checks of the OpenAPI documents leave out, with the reason")
    func leniencies() throws {
        let directory = Document.root.appending(path: "scripts/support/contract")
        let lines = try JSONReader.read(Array(Data(contentsOf: directory.appending(path: "leniencies.json"))).span)
        let article = try Document.article("OpenAPI")
        let reasons = Set((lines.array ?? []).compactMap { $0["reason"]?.string })
        let items = article.lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
        #expect(!reasons.isEmpty && Set(items).isSuperset(of: reasons))
        let settings = try String(contentsOf: directory.appending(path: "schemathesis.toml"), encoding: .utf8)
        let operations = settings.matches(of: /(?m)^include-operation-id = (.*)$/).flatMap {
            $0.1.matches(of: /"(\w+)"/).map { String($0.1) }
        }
        let listed = try article.table("left out").rows.flatMap { $0[0].codes }
        #expect(!operations.isEmpty && Set(listed).isSuperset(of: operations))
    }

    @Test("list the steps of scripts/contract")
    func contractSteps() throws {
        let script = try String(contentsOf: Document.root.appending(path: "scripts/contract"), encoding: .utf8)
        let steps = script.matches(of: /(?m)^  (\w+) +\w.*$/).map { String($0.1) }
        #expect(try Document.article("OpenAPI").table("step").rows.map { $0[0].codes } == steps.map { [$0] })
    }

    private static func read(_ target: String) async throws -> JSONValue {
        try await withMock { mock in
            try JSONReader.read(try await MockRequest(method: "GET", target: target).send(to: mock).body.span)
        }
    }

    @Test("list every refusal that a fault can send")
    func refusals() throws {
        let article = try Document.article("FaultsAndPrefer")
        let start = try #require(article.lines.firstIndex { $0.hasPrefix("- Responses:") })
        let lines = [article.lines[start]] + article.lines[(start + 1)...].prefix { $0.hasPrefix("  ") }
        let names = lines.joined(separator: " ").split(separator: ";")[0].description.codes
        #expect(names == MockRefusal.allCases.map(\.rawValue))
    }

    @Test("show the demo data as it is", arguments: ["README.md", "\(Document.manual)/GettingStarted.md"])
    func demoData(_ name: String) throws {
        let seed = try JSONReader.read(Array(Data(contentsOf: Fixture.directory.appending(path: "demo.json"))).span)
        let rows = try Document(name).table("account").rows
        let accounts = seed["accounts"]?.array ?? []
        #expect(rows.count == accounts.count)
        for (row, account) in zip(rows, accounts) {
            #expect(row[0].codes == [account["name"]?.string])
            #expect(row[1].codes == account["api_keys"]?.array?.compactMap(\.string))
            let plan = seed["plans"]?[account["plan"]?.string ?? ""]
            let limits = [plan?["max_campaigns"]?.integer, plan?["max_calls_in_parallel"]?.integer].compactMap(\.self)
            // `other` has the plan of `demo`.
            #expect(row[2] == "as `demo`" || row[2].numbers == limits)
            #expect(row[3].numbers.sorted() == account["assistants"].ids)
            #expect(row[4].numbers == account["phone_numbers"].ids)
        }
    }

    // MARK: Limits

    @Test("show the limits that the server applies")
    func limits() throws {
        let (limits, request, times) = (MockLimits(), RequestLimits(), ServerTimeouts())
        let rows: [(limit: String, flag: String)] = [
            (Self.bytes(limits.headBytes), "--max-head-bytes"), (Self.bytes(limits.targetBytes), "--max-target-bytes"),
            (Self.number(limits.fields), "--max-fields"), (Self.bytes(limits.bodyBytes), "--max-body-bytes"),
            (Self.bytes(limits.stateBytes), "--max-state-bytes"), (Self.number(FormFields.most), ""),
            (Self.number(FormVariables.mostBrackets), ""), (Self.bytes(request.methodBytes), ""),
            (Self.bytes(request.chunkExtensionBytes), ""), (Self.bytes(request.trailerBytes), ""),
            (Self.number(limits.connections), "--max-connections"), (Self.seconds(limits.head), "--head-timeout"),
            (Self.seconds(limits.body), "--body-timeout"), (Self.seconds(times.body), ""),
            (Self.seconds(limits.write), "--write-timeout"), (Self.seconds(times.write), ""),
            (Self.seconds(limits.idle), "--idle-timeout"), (Self.seconds(limits.shutdown), "--shutdown-timeout"),
            ("none", ""),
        ]
        let table = try Document.article("HTTPBehaviourAndLimits").table("what").rows
        #expect(table.map { $0[1] } == rows.map(\.limit))
        #expect(table.map { $0[2].codes.first ?? "" } == rows.map(\.flag))
        #expect(table.contains { $0[0] == "a body's next \(times.minimumBodyBytes) bytes" })
    }

    private static func bytes(_ count: Int) -> String { number(count) + " bytes" }
    private static func seconds(_ time: Duration) -> String { "\(time.components.seconds) s" }

    /// The number with commas between thousands.
    private static func number(_ value: Int) -> String {
        var digits = Array(String(value))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }

    // MARK: Modules

    @Test("list every module with every import of another module")
    func modules() throws {
        var imports: [String: Set<String>] = [:]
        for row in try Document.article("Architecture").table("module").rows {
            for module in row[0].codes { imports[module] = Set(row[2].codes) }
        }
        let sources = Document.root.appending(path: "Sources")
        let modules = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path)).subtracting(["Benchmarks"])
        #expect(Set(imports.keys) == modules)
        for module in modules {
            let files =
                FileManager.default.enumerator(atPath: sources.appending(path: module).path)?
                .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
            let imported = try files.flatMap { file in
                try String(contentsOf: sources.appending(path: "\(module)/\(file)"), encoding: .utf8)
                    .matches(of: /(?m)^(?:public |package |internal )?import (\w+)$/).map { String($0.1) }
            }
            #expect(imports[module] == Set(imported).intersection(modules), "\(module)")
        }
    }
}

extension String {
    fileprivate var numbers: [Int64] { matches(of: /\d+/).compactMap { Int64($0.0) } }
}

extension JSONValue? {
    /// The ids of a list's objects.
    fileprivate var ids: [Int64] { (self?.array ?? []).compactMap { $0["id"]?.integer }.sorted() }
}
