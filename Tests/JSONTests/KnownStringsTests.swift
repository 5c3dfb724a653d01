import Testing

@testable import JSON

@Suite("Known strings") struct KnownStringsTests {
    @Test("are found, whatever their length, and those that differ in one byte are not", arguments: 0...40)
    func length(_ length: Int) {
        let text = String(repeating: "a", count: length)
        let known = KnownStrings((0...40).map { String(repeating: "a", count: $0) } + ["monday", "monday"])
        #expect(known.contains(text))
        #expect(Array(text.utf8).withUnsafeBufferPointer { known.string(of: $0) } == text)
        for index in 0..<length {
            var bytes = Array(text.utf8)
            bytes[index] = UInt8(ascii: "b")
            #expect(!known.contains(String(decoding: bytes, as: UTF8.self)))
        }
        #expect(!KnownStrings.none.contains(text))
    }

    @Test("are told apart by scalars")
    func scalars() {
        let known = KnownStrings(["\u{e9}", "K"])
        #expect(known.contains("\u{e9}"))
        #expect(!known.contains("e\u{301}"))
        #expect(!known.contains("\u{212A}"))
    }
}
