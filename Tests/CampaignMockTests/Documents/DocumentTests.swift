import CampaignMock
import Foundation
import Testing

@testable import campaign_mock

@Suite("README and manual") struct DocumentTests {
    /// The languages of code blocks, all of which a test runs or compares. `scripts/proxies` runs nginx and caddy.
    private static let languages = [
        "sh", "json", "console", "swift", "python", "javascript", "php", "text", "nginx", "caddy",
    ]

    @Test("have only code that a test checks", arguments: try Document.all())
    func languages(_ document: Document) {
        for block in document.blocks {
            #expect(Self.languages.contains(block.language), "\(block.testDescription)")
        }
    }

    @Test("README stays short")
    func size() throws {
        let readme = try Document("README.md").lines.joined(separator: "\n")
        #expect(readme.utf8.count < 14_000)
    }

    @Test("README links lead to files and headings that exist")
    func links() throws {
        let readme = try Document("README.md")
        for match in readme.prose.matches(of: /\]\(([^)#]*)(#[^)]*)?\)/) where !match.1.hasPrefix("http") {
            let target = match.1.isEmpty ? "README.md" : String(match.1)
            let url = Document.root.appending(path: target)
            #expect(FileManager.default.fileExists(atPath: url.path), "\(target)")
            guard let anchor = match.2 else { continue }
            let anchors = try Document(target).lines.filter { $0.hasPrefix("#") }.map(Self.anchor)
            #expect(anchors.contains(String(anchor)), "\(target)\(anchor)")
        }
    }

    @Test("the manual's root page, or the control plane's, lists every article")
    func rootPage() throws {
        let root = try Document.article("CampaignMock").lines + Document.article("ControlPlane").lines
        for document in try Document.all().dropFirst() {
            let name = try #require(document.name.split(separator: "/").last).dropLast(3)
            #expect(name == "CampaignMock" || root.contains("- <doc:\(name)>"), "\(name)")
        }
    }

    /// A line of the console: a script with options that its text mentions, the program with options that it takes, or
    /// an installation.
    @Test("show console lines that exist", arguments: try Document.all())
    func console(_ document: Document) throws {
        for block in document.blocks where block.language == "console" {
            for line in block.lines {
                guard let match = line.wholeMatch(of: /\$ (.*?)( +#.*)?/) else {
                    #expect(try line == Self.readyLine(), "\(block.testDescription)")
                    continue
                }
                let words = match.1.split(separator: " ").map(String.init)
                let program = try #require(words.first)
                if program == "campaign-mock", words.dropFirst().first == "exec" {
                    _ = try ExecCommand.parse(inLine: words.dropFirst(2), environment: [:])
                    continue
                }
                if program == "campaign-mock", words.dropFirst().first == "compare" {
                    let environment = [ComparisonKey.variable: "key"]
                    let flags = words.dropFirst(2).filter { !["--key-file", "key.txt"].contains($0) }
                    _ = try CompareCommand.read(inLine: flags[...], environment: environment)
                    continue
                }
                if program == "campaign-mock" {
                    _ = try CampaignMockCommand.parse(Array(words.dropFirst()), environment: [:])
                    continue
                }
                if ["docker", "sudo"].contains(program) {
                    try Self.checkInstallation(words, in: block)
                    continue
                }
                let script = Document.root.appending(path: program)
                #expect(FileManager.default.isExecutableFile(atPath: script.path), "\(line)")
                let text = try String(contentsOf: script, encoding: .utf8)
                for option in words.dropFirst() where option.hasPrefix("-") {
                    #expect(text.contains(option), "\(line)")
                }
            }
        }
    }

    /// Scripts in prose and in lists, such as `scripts/fuzz [SECONDS]`.
    @Test("name only scripts and folders that exist", arguments: try Document.all())
    func paths(_ document: Document) {
        for code in document.prose.codes {
            guard let match = code.wholeMatch(of: #/((?:scripts|fixtures|Sources|\.ci)/[\w./-]*)( .*)?/#) else {
                continue
            }
            let path = Document.root.appending(path: String(match.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(code)")
        }
    }

    @Test("name every script that CI runs")
    func steps() throws {
        let commands = try String(contentsOf: Document.root.appending(path: ".ci/run"), encoding: .utf8)
        let named = try Document.article("Architecture").prose.codes
        for script in Set(commands.matches(of: #/scripts/\w+/#).map { String($0.0) }) {
            #expect(named.contains { $0.hasPrefix(script) } || script == "scripts/test", "\(script)")
        }
    }

    /// A line that installs the archive or runs the image: it names files that `scripts/package` makes, a repository's
    /// files that exist, and the program's own settings.
    private static func checkInstallation(_ words: [String], in block: Document.Block) throws {
        for match in words.joined(separator: " ").matches(of: #/campaign-mock-(.*?)-linux-|VERSION=(\S+)/#) {
            #expect((match.1 ?? match.2).map(String.init) == MockServer.version, "\(block.testDescription)")
        }
        for path in words where path.hasPrefix("scripts/") {
            #expect(FileManager.default.fileExists(atPath: Document.root.appending(path: path).path), "\(path)")
        }
        guard words.dropFirst().first == "run", let image = words.firstIndex(of: "campaign-mock") else { return }
        let variables = words.compactMap { $0.wholeMatch(of: /(CAMPAIGN_MOCK_\w+)=(.*)/) }
        let environment = Dictionary(uniqueKeysWithValues: variables.map { (String($0.1), String($0.2)) })
        #expect(EnvironmentNotes.lines(for: Flags.all, environment: environment).isEmpty, "\(block.testDescription)")
        _ = try CampaignMockCommand.parse(Array(words[(image + 1)...]), environment: environment)
    }

    private static func readyLine() throws -> String {
        let storage = try CampaignMockCommand.parse([], environment: [:]).storage.description
        return ReadyLine(url: "http://127.0.0.1:7357", storage: storage, notes: [], isTerminal: false)
            .text.trimmingCharacters(in: .newlines)
    }

    /// The anchor of a heading as code hosts make it: lower case, no punctuation, dashes for spaces.
    private static func anchor(_ heading: String) -> String {
        let text = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        return "#" + text.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
    }
}
