import Foundation
import Testing

/// A Markdown document of the project: the README or an article of the manual.
struct Document: Sendable, CustomTestStringConvertible {
    /// A fenced block of code.
    struct Block: Sendable, CustomTestStringConvertible {
        let document: String
        /// The number of the line that opens the block, from 1.
        let line: Int
        /// The word after the fence; empty without one.
        let language: String
        let lines: [String]

        var text: String { lines.map { $0 + "\n" }.joined() }
        var testDescription: String { "\(document), line \(line)" }
    }

    /// A table: the cells of its header and of its rows, without the blanks around them.
    struct Table: Sendable {
        let header: [String]
        let rows: [[String]]
    }

    /// The path from the repository's root.
    let name: String
    let lines: [String]

    var testDescription: String { name }

    static let root = Fixture.directory.deletingLastPathComponent()
    static let manual = "Sources/CampaignMock/CampaignMock.docc"

    /// The README and all articles of the manual, by name.
    static func all() throws -> [Document] {
        let articles = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: manual).path)
        return try [Document("README.md")]
            + articles.filter { $0.hasSuffix(".md") }.sorted().map { try Document("\(manual)/\($0)") }
    }

    /// An article of the manual.
    static func article(_ name: String) throws -> Document { try Document("\(manual)/\(name).md") }

    init(_ name: String) throws {
        self.name = name
        lines = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var blocks: [Block] {
        var blocks: [Block] = []
        var start: Int?
        for (index, line) in lines.enumerated() where line.hasPrefix("```") {
            if let first = start {
                blocks.append(
                    Block(
                        document: name, line: first + 1, language: String(lines[first].dropFirst(3)),
                        lines: Array(lines[(first + 1)..<index])))
                start = nil
            } else {
                start = index
            }
        }
        return blocks
    }

    /// The text without the blocks of code.
    var prose: String {
        var isCode = false
        return lines.filter { line in
            guard line.hasPrefix("```") else { return !isCode }
            isCode.toggle()
            return false
        }.joined(separator: "\n")
    }

    /// The table whose first header cell has this text.
    func table(_ firstCell: String) throws -> Table {
        let start = try #require(
            lines.firstIndex { Self.cells($0).first == firstCell && $0.hasPrefix("| ") },
            "\(name) has no table that begins with \(firstCell)")
        let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map(Self.cells)
        return Table(header: Self.cells(lines[start]), rows: rows)
    }

    private static func cells(_ line: String) -> [String] {
        // `\|` is a bar inside a cell.
        line.replacing(#"\|"#, with: "\u{1}").split(separator: "|", omittingEmptySubsequences: false)
            .dropFirst().dropLast()
            .map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{1}", with: "|") }
    }
}

extension String {
    /// The texts in backticks.
    var codes: [String] { matches(of: /`([^`]+)`/).map { String($0.1) } }
}
