import Base
import Testing

@Suite("Hexadecimal digits") struct HexadecimalTests {
    @Test("have the values that the standard library gives them, and no other byte has one")
    func values() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
            #expect(byte.hexadecimalValue.map(Int.init) == expected)
        }
    }

    @Test("are written in lower case, from the lowest four bits")
    func written() {
        let digits = (0..<32).map { UInt8(hexadecimalDigitOf: $0) }
        #expect(String(decoding: digits, as: UTF8.self) == "0123456789abcdef0123456789abcdef")
    }
}
