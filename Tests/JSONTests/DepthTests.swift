import JSON
import Testing

@Suite("Depth") struct DepthTests {
    @Test("up to the limit is read, one more is refused where it opens", arguments: ["[]", "{}"])
    func limit(_ innermost: String) throws {
        let open = String(repeating: "[", count: 127)
        let close = String(repeating: "]", count: 127)
        #expect(throws: Never.self) { try read(open + innermost + close) }
        #expect(refusal("[" + open + innermost + close + "]") == JSONError(.tooDeep(maximum: 128), at: 128))
    }

    @Test("counts arrays and objects alike")
    func mixed() {
        let text = String(repeating: "{\"a\":[", count: 64)
        #expect(refusal(text)?.reason == .unexpectedEnd(expected: .valueOrEndOfArray))
        #expect(refusal(text + "[")?.reason == .tooDeep(maximum: 128))
    }

    @Test("is not used up by neighbours")
    func neighbours() throws {
        let text = "[" + Array(repeating: "[[]]", count: 1000).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try read(text, maximumDepth: 3) }
    }

    @Test("is the caller's to choose")
    func chosen() throws {
        #expect(try read("1", maximumDepth: 0) == 1)
        #expect(throws: JSONError(.tooDeep(maximum: 0), at: 0)) { try read("[]", maximumDepth: 0) }
        #expect(throws: JSONError(.tooDeep(maximum: 1), at: 1)) { try read("[{}]", maximumDepth: 1) }
    }

    @Test("of a megabyte of brackets costs no stack", arguments: ["[", "{\"a\":"])
    func hostile(_ opening: String) {
        #expect(refusal(String(repeating: opening, count: 200_000))?.reason == .tooDeep(maximum: 128))
    }
}
