import Foundation
import Testing

@Suite("Code of the documents in other languages") struct ExampleCodeTests {
    /// The files that CI compiles or runs, by the language of the blocks that stand in them.
    private static let sources = [
        "swift": (folders: ["Tests/ExampleTests", "fixtures/clients/swift"], suffix: ".swift"),
        "python": (folders: ["fixtures/clients/python", "scripts/support/contract/generated"], suffix: ".py"),
        "javascript": (folders: ["fixtures/clients/javascript"], suffix: "js"),
        "php": (folders: ["fixtures/clients/php"], suffix: ".php"),
    ]

    /// Each paragraph of a block must stand in one file, line for line. Blanks at the beginning of a paragraph may differ.
    /// A brace on the last line closes what the file may continue.
    @Test("stands in files that CI runs", arguments: try Document.all())
    func code(_ document: Document) throws {
        for block in document.blocks {
            guard let source = Self.sources[block.language] else { continue }
            let files = try source.folders.flatMap { try Self.texts(in: $0, suffix: source.suffix) }
            let lines = block.lines.last == "}" ? block.lines.dropLast() : block.lines[...]
            let paragraphs = lines.split(separator: "").map { Array($0) }
            #expect(
                files.contains { file in paragraphs.allSatisfy { Self.contains($0, in: file) } },
                "\(block.testDescription): no example contains this code")
        }
    }

    /// Each line of code in a doc comment must stand in an example, without its comment, and up to an ellipsis.
    @Test("of the reference stands in files that CI runs", arguments: ["CampaignMock", "CampaignMockTesting"])
    func reference(_ module: String) throws {
        let examples = try Self.texts(in: "Tests/ExampleTests", suffix: ".swift").flatMap(\.self)
        let lines = try Self.texts(in: "Sources/\(module)", suffix: ".swift").flatMap(Self.codeOfDocComments)
        #expect(!lines.isEmpty)
        for line in lines {
            let code = line.replacing(#/(^| +)// .*/#, with: "").prefix { $0 != "…" }
                .trimmingCharacters(in: .whitespaces)
            #expect(code.isEmpty || examples.contains { $0.contains(code) }, "\(line)")
        }
    }

    /// The lines that Markdown takes for code: four blanks or more after an empty line or after code.
    private static func codeOfDocComments(_ file: [String]) -> [String] {
        var code: [String] = []
        var canBegin = false
        for line in file {
            guard let text = line.trimmingCharacters(in: .whitespaces).wholeMatch(of: #//// ?(.*)/#)?.1 else {
                canBegin = false
                continue
            }
            let isCode = canBegin && text.hasPrefix("    ")
            if isCode { code.append(text.trimmingCharacters(in: .whitespaces)) }
            canBegin = isCode || text.isEmpty
        }
        return code
    }

    private static func contains(_ paragraph: [String], in file: [String]) -> Bool {
        guard let first = paragraph.first else { return true }
        return file.indices.contains { start in
            guard file[start].hasSuffix(first), file.count - start >= paragraph.count else { return false }
            let indent = file[start].dropLast(first.count)
            guard indent.allSatisfy({ $0 == " " || $0 == "\t" }) else { return false }
            return zip(paragraph, file[start...]).allSatisfy { line, other in other == indent + line }
        }
    }

    private static func texts(in folder: String, suffix: String) throws -> [[String]] {
        let directory = Document.root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(suffix) && !$0.contains(".build") }.map { path in
            try String(contentsOf: directory.appending(path: path), encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
