/// The padded standard alphabet (RFC 4648 §4).
func base64(_ bytes: some Collection<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var rest = bytes[...]
    while !rest.isEmpty {
        let group = Array(rest.prefix(3))
        let padded = group + Array(repeating: 0, count: 3 - group.count)
        let bits = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
        for position in 0..<4 {
            let isPadding = position > group.count
            text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * position) & 63])
        }
        rest = rest.dropFirst(3)
    }
    return String(decoding: text, as: UTF8.self)
}
