import Base
import Testing

@Suite("Hexadecimal digits") struct HexadecimalTests {
    @Test("have the same values as in the standard library, and other bytes have none")
    func values() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
            #expect(byte.hexadecimalValue.map(Int.init) == expected)
        }
    }

    @Test("are made from the lowest four bits, in lower case by default")
    func written() {
        let digits = (0..<32).map { UInt8(hexadecimalDigitOf: $0) }
        #expect(String(decoding: digits, as: UTF8.self) == "0123456789abcdef0123456789abcdef")
    }
}
