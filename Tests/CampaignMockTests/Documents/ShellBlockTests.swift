import CampaignMock
import JSON
import Testing

@Suite("Shell lines of the documents") struct ShellBlockTests {
    static func documents() throws -> [Document] {
        try Document.all().filter { document in document.blocks.contains { $0.language == "sh" } }
    }

    @Test("get the responses that the documents promise", arguments: try Self.documents())
    func run(_ document: Document) async throws {
        var options = MockOptions()
        options.control.frozenAt = MockServer.moment("2026-02-23T10:00:00Z")
        try await withTemporaryDirectory { directory in
            try await withMock(options) { mock in
                let blocks = document.blocks
                let shell = ShellRun(
                    directory: directory, port: mock.port, blocks: blocks.filter { $0.language == "sh" })
                let (statuses, errors) = try await shell.run()
                #expect(errors == "")
                for block in shell.blocks {
                    let statuses = statuses[block.line] ?? []
                    let promised = Self.promises(of: block)
                    #expect(statuses.count == promised.count, "\(block.testDescription): \(statuses)")
                    for (status, promise) in zip(statuses, promised) {
                        #expect(promise.contains(status), "\(block.testDescription): \(statuses)")
                    }
                }
                for (block, next) in zip(blocks, blocks.dropFirst()) where next.language == "json" {
                    let response = try JSONReader.read(Array(shell.response(of: block).utf8).span)
                    let shown = try JSONReader.read(Array(next.text.utf8).span)
                    let text = String(decoding: response.encoded(), as: UTF8.self)
                    #expect(shown.shows(response), "\(next.testDescription): \(text)")
                }
            }
        }
    }

    /// The statuses that each curl command of a block may get: that of a comment before it (`# 401: ...`), otherwise a
    /// success.
    private static func promises(of block: Document.Block) -> [ClosedRange<Int>] {
        var promises: [ClosedRange<Int>] = []
        var next: Int?
        for line in block.lines {
            if let promised = line.prefixMatch(of: #/# (\d{3}):/#) { next = Int(promised.1) }
            for _ in line.matches(of: #/\bcurl /#) where !line.hasPrefix("#") {
                promises.append(next.map { $0...$0 } ?? 200...299)
                next = nil
            }
        }
        return promises
    }

    @Test("precede each JSON block, whose response the block shows", arguments: try Document.all())
    func responses(_ document: Document) {
        let blocks = document.blocks
        for (index, block) in blocks.enumerated() where block.language == "json" {
            #expect(index > 0 && blocks[index - 1].language == "sh", "\(block.testDescription)")
        }
    }
}

extension JSONValue {
    /// Whether a response is what a document shows. In a document, `"…"` stands for any value, and the member
    /// `"…": "…"` for any further members.
    fileprivate func shows(_ response: JSONValue) -> Bool {
        switch (self, response) {
        case (.string("…"), _): return true
        case (.array(let shown), .array(let values)):
            return shown.count == values.count && zip(shown, values).allSatisfy { $0.shows($1) }
        case (.object(let shown), .object(let object)):
            let members = shown.members.filter { $0.name != "…" }
            let isWhole = members.count == shown.members.count
            guard !isWhole || members.map(\.name) == object.members.map(\.name) else { return false }
            return members.allSatisfy { member in object[member.name].map { member.value.shows($0) } ?? false }
        default: return self == response
        }
    }
}
