/// Compresses bytes as gzip (RFC 1952), for the files of the mock's page.
///
/// The system's zlib is not used: the program links nothing but SQLite, and the files have some kilobytes each.
enum Gzip {
    /// - Parameter bytes: at most 4 GiB.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        // Method 8 (deflate), no flags, no time, no further flags, an unknown system.
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        output += DeflateBlock(DeflateSymbol.symbols(of: bytes)).encoded()
        output.appendLittleEndian(checksum(of: bytes))
        output.appendLittleEndian(UInt32(truncatingIfNeeded: bytes.count))
        return output
    }

    /// CRC-32 of RFC 1952 §8.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

extension [UInt8] {
    fileprivate mutating func appendLittleEndian(_ number: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
