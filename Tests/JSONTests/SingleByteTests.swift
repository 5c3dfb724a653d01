import JSON
import Testing

/// Every value of a byte, in each place where the grammar turns on one.
@Suite("Every byte") struct SingleByteTests {
    @Test("starts a value only when RFC 8259 §3 says so", arguments: UInt8.min...UInt8.max)
    func alone(_ byte: UInt8) {
        #expect((refusal([byte]) == nil) == (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte))
    }

    @Test("is white space only when RFC 8259 §2 says so", arguments: UInt8.min...UInt8.max)
    func whiteSpace(_ byte: UInt8) {
        let isWhiteSpace = [0x20, 0x09, 0x0A, 0x0D].contains(byte)
        #expect((refusal([byte] + Array("[]".utf8)) == nil) == isWhiteSpace)
        #expect((refusal(Array("[]".utf8) + [byte]) == nil) == isWhiteSpace)
        #expect((refusal(Array("{\"a\"".utf8) + [byte] + Array(":1}".utf8)) == nil) == isWhiteSpace)
    }

    @Test("stands in a string only when RFC 8259 §7 says so", arguments: UInt8.min...UInt8.max)
    func inString(_ byte: UInt8) {
        let mayStand = byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        #expect((refusal([0x22, byte, 0x22]) == nil) == mayStand)
        // Also where it comes behind longer text.
        #expect((refusal(Array("\"0123456789abcdef".utf8) + [byte, 0x22]) == nil) == mayStand)
    }

    @Test("is escaped only when RFC 8259 §7 says so", arguments: UInt8.min...UInt8.max)
    func escaped(_ byte: UInt8) {
        #expect((refusal([0x22, 0x5C, byte, 0x22]) == nil) == "\"\\/bfnrt".utf8.contains(byte))
    }

    @Test("is a hexadecimal digit only when it is one", arguments: UInt8.min...UInt8.max)
    func hexadecimal(_ byte: UInt8) {
        let isDigit = "0123456789abcdefABCDEF".utf8.contains(byte)
        for place in 0..<4 {
            var digits = Array("0000".utf8)
            digits[place] = byte
            let error = refusal(Array("\"\\u".utf8) + digits + [0x22])
            // With zeros around it no digit makes a surrogate.
            #expect((error == nil) == isDigit, "place \(place)")
        }
    }

    @Test("two-byte and longer sequences agree with the standard library", arguments: UInt8(0x80)...UInt8.max)
    func sequences(_ lead: UInt8) {
        let edges: [UInt8] = [0x00, 0x22, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        var sequences: [[UInt8]] = [[lead]]
        for _ in 0..<3 {
            sequences = sequences.filter { $0.count < 4 }
            sequences += sequences.filter { $0.count == sequences.last?.count }.flatMap { start in
                edges.map { start + [$0] }
            }
        }
        for sequence in sequences where !sequence.dropFirst().contains(where: { $0 < 0x80 }) {
            let isValid = String(validating: sequence, as: UTF8.self) != nil
            #expect((refusal([0x22] + sequence + [0x22]) == nil) == isValid, "\(sequence)")
        }
    }
}
