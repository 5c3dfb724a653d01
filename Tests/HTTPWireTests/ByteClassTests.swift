import HTTPWire
import Testing

/// Puts every byte value in every position. Each position must accept exactly the bytes of its grammar.
@Suite("Byte classes") struct ByteClassTests {
    private static let alphanumerics = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let tokens = alphanumerics.union("!#$%&'*+-.^_`|~".utf8)
    private static let names = alphanumerics.union("-._~!$&'()*+,;=".utf8)

    private func accepted(_ wire: (Unicode.Scalar) -> String) -> Set<UInt8> {
        Set((UInt8.min ... .max).filter { Outcome([UInt8](wire: wire(Unicode.Scalar($0)))).requests.count == 1 })
    }

    @Test("of a method are the token bytes (9110 §5.6.2)")
    func method() {
        #expect(accepted { "M\($0)M / HTTP/1.1\r\nHost: a\r\n\r\n" } == Self.tokens)
    }

    @Test("of a field name are the token bytes, and a colon ends the name (9110 §5.1)", arguments: 1..<18)
    func fieldName(offset: Int) {
        // The parser checks eight bytes at once and the last ones singly. The positions cover both ways.
        let (before, behind) = (String(repeating: "X", count: offset), String(repeating: "-", count: 17 - offset))
        let expected = Self.tokens.union(":".utf8)
        #expect(accepted { "GET / HTTP/1.1\r\nHost: a\r\n\(before)\($0)\(behind): z\r\n\r\n" } == expected)
    }

    @Test("of a field value are all except control characters (9110 §5.5)", arguments: 0..<18)
    func fieldValue(offset: Int) {
        let (before, behind) = (String(repeating: "v", count: offset), String(repeating: "\u{80}", count: 17 - offset))
        let expected = Set(UInt8(0x20)...0xFF).subtracting([0x7F]).union([0x09])
        #expect(accepted { "GET / HTTP/1.1\r\nHost: a\r\nX: \(before)\($0)\(behind)\r\n\r\n" } == expected)
    }

    @Test("of a path and a query are those of RFC 3986, and brackets in a query", arguments: 0..<18)
    func target(offset: Int) {
        let (before, behind) = (String(repeating: "a", count: offset), String(repeating: "9", count: 17 - offset))
        let path = Self.names.union(":@/".utf8)
        // A percent sign before hexadecimal digits is an escape.
        let escape = offset < 16 ? Set("%".utf8) : []
        #expect(
            accepted { "GET /\(before)\($0)\(behind) HTTP/1.1\r\nHost: a\r\n\r\n" }
                == path.union("?".utf8).union(escape))
        #expect(
            accepted { "GET /?\(before)\($0)\(behind) HTTP/1.1\r\nHost: a\r\n\r\n" }
                == path.union("?[]".utf8).union(escape))
    }

    @Test("of a host are those of RFC 3986 without the comma (9110 §7.2)")
    func host() {
        #expect(
            accepted { "GET / HTTP/1.1\r\nHost: a\($0)1\r\n\r\n" }
                == Self.names.union(":".utf8).subtracting(",".utf8))
    }

    @Test("of a chunk size are hexadecimal digits (9112 §7.1)")
    func chunkSize() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let body = String(repeating: "x", count: 15)
        let digits = (UInt8.min ... .max).filter { byte in
            let size = Int(String(Unicode.Scalar(byte)), radix: 16) ?? 15
            let wire = "\(head)\(Unicode.Scalar(byte))\r\n\(body.prefix(size))\r\n\(size == 0 ? "" : "0\r\n\r\n")"
            return Outcome([UInt8](wire: wire)).requests.count == 1
        }
        #expect(digits == Array("0123456789ABCDEFabcdef".utf8))
    }
}
