import Base
import Testing

@Suite("Words of bytes") struct WordTests {
    @Test("have the first byte as the least significant")
    func word() {
        let bytes: [UInt8] = [9, 1, 2, 3, 4, 5, 6, 7, 8]
        #expect(bytes.span.word(at: 1) == 0x0807_0605_0403_0201)
    }

    @Test("are compared up to the last byte at every length", arguments: 0...33)
    func sameBytes(_ length: Int) {
        let bytes = (0..<length).map { UInt8($0) }
        #expect(Self.areSame(bytes, bytes))
        #expect(!Self.areSame(bytes, bytes + [0]))
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 0x80
            #expect(!Self.areSame(bytes, other))
        }
    }

    private static func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.span.hasSameBytes(as: right.span)
    }

    @Test("mark exactly the bytes that equal one", arguments: [0x00, 0x2E, 0x2F, 0x30, 0x7F, 0x80, 0xFF] as [UInt8])
    func allMarks(_ byte: UInt8) {
        // Next to an equal byte stand those that differ by one bit, because a carry or a borrow would mark them too.
        let (low, high) = (byte ^ 1, byte ^ 0x80)
        for bytes in [[byte, low, byte, high, low, high, byte, byte], Array(repeating: byte, count: 8)] {
            let marked = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | ($1 == byte ? 0x80 : 0) }
            #expect(bytes.span.word(at: 0).allMarks(of: byte) == marked)
        }
    }

    @Test("have the last bytes in the low bytes and zeros above", arguments: 1..<8, [0, 1, 7, 8, 9])
    func lastWord(_ count: Int, before: Int) {
        let bytes = (0..<before + count).map { UInt8($0 + 1) }
        let expected = bytes.suffix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        #expect(bytes.span.lastWord(from: before) == expected)
    }

    @Test("mark the first byte that passes a test, for every byte at every index", arguments: 0..<8)
    func marks(_ index: Int) {
        for byte in UInt8.min...UInt8.max {
            for next in [UInt8.min, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xFF] {
                var bytes = [UInt8](repeating: 0x40, count: 8)
                bytes[index] = byte
                if index < 7 { bytes[index + 1] = next }
                let word = bytes.span.word(at: 0)
                #expect(word.marksBelow(0x20).indexOfFirstMark == bytes.firstIndex { $0 < 0x20 } ?? 8)
                #expect(word.marks(of: 0x7F).indexOfFirstMark == bytes.firstIndex { $0 == 0x7F } ?? 8)
                #expect(word.marksAboveASCII.indexOfFirstMark == bytes.firstIndex { $0 >= 0x80 } ?? 8)
            }
        }
    }
}
