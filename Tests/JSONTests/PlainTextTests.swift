import Testing

@testable import JSON

@Suite("Plain text") struct PlainTextTests {
    @Test("ends at the first byte that is not plain, wherever it stands among the eight of a word", arguments: 0..<26)
    func end(_ index: Int) {
        for byte in UInt8.min...UInt8.max {
            // What follows must not hide what comes first: the look at a word borrows from byte to byte.
            for next: UInt8 in [0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x00, 0x1F, 0x7F, 0x80, 0xFF] {
                for length in [index + 1, index + 2, 27] {
                    var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    bytes[index] = byte
                    if index + 1 < length { bytes[index + 1] = next }
                    for onlyASCII in [false, true] {
                        let expected = bytes.firstIndex { !Self.isPlain($0, onlyASCII: onlyASCII) } ?? length
                        #expect(PlainText.end(from: 0, in: bytes.span, onlyASCII: onlyASCII) == expected)
                    }
                }
            }
        }
    }

    @Test("is looked for from any byte on")
    func start() {
        let bytes = Array("\"aaaaaaaaaaaaaaaaaaa\"aaa".utf8)
        for start in 1...20 { #expect(PlainText.end(from: start, in: bytes.span, onlyASCII: true) == 20) }
        for start in 21...24 { #expect(PlainText.end(from: start, in: bytes.span, onlyASCII: true) == 24) }
    }

    private static func isPlain(_ byte: UInt8, onlyASCII: Bool) -> Bool {
        byte >= 0x20 && byte != 0x22 && byte != 0x5C && (byte < 0x80 || !onlyASCII)
    }
}
