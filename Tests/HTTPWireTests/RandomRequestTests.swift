import Base
import HTTPTypes
import HTTPWire
import Testing

@Suite("Random requests") struct RandomRequestTests {
    @Test("are decoded without a change, however they are cut", arguments: UInt64(0)..<200)
    func roundTrip(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let requests = (0..<Int.random(in: 1...4, using: &generator)).map { _ in RandomRequest(using: &generator) }
        let bytes = requests.flatMap(\.wire)
        let cuts = bytes.indices.dropFirst().filter { _ in Int.random(in: 0..<16, using: &generator) == 0 }
        for outcome in [Outcome(bytes), Outcome(bytes, cuts: cuts)] {
            #expect(outcome.end == .awaits(.start))
            #expect(outcome.requests.map(\.method) == requests.map(\.method))
            #expect(outcome.requests.map(\.target) == requests.map(\.target))
            #expect(outcome.requests.map(\.body) == requests.map(\.body))
            #expect(
                outcome.requests.map { $0.fields.filter { $0.name.canonicalName.hasPrefix("x-") }.map(\.value) }
                    == requests.map(\.values))
        }
    }

    @Test("that are damaged give the same outcome however they are cut", arguments: UInt64(0)..<300)
    func mutations(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var bytes = (0..<2).flatMap { _ in RandomRequest(using: &generator).wire }
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert("\r\n\0 \t:,;=0".utf8.randomElement(using: &generator) ?? 0, at: index)
            default: bytes.insert(contentsOf: bytes[index...].prefix(12), at: index)
            }
        }
        let whole = Outcome(bytes)
        #expect(Outcome(bytes, cuts: Array(bytes.indices.dropFirst())) == whole)
        let cuts = bytes.indices.dropFirst().filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
        #expect(Outcome(bytes, cuts: cuts) == whole)
    }
}

/// A valid random request and its expected parts.
private struct RandomRequest {
    let method: String
    let target: String
    let values: [String]
    let body: [UInt8]
    let wire: [UInt8]

    init(using generator: inout SplitMix64) {
        method = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "M-SEARCH", "x"].randomElement(using: &generator) ?? "GET"
        target =
            "/" + Self.text("abc/-._~!$&'()*+,;=:@", 0...20, &generator) + "?" + Self.text("a=&[]/?", 0...9, &generator)
        values = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
            let value = Self.text("abcXYZ 019\t,;:\"\\", 0...30, &generator)
            return String(value.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }
        body = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
            UInt8.random(in: .min ... .max, using: &generator)
        }

        var lines = values.enumerated().map { "X-\($0): \($1)" }
        lines.insert("Host: a.example:80", at: Int.random(in: 0...lines.count, using: &generator))
        var framed = body
        switch Int.random(in: 0..<3, using: &generator) {
        case 0 where body.isEmpty: break
        case 1:
            lines.append("transfer-encoding: chunked")
            framed = Self.chunked(body, &generator)
        default: lines.append("content-length: \(body.count)")
        }
        wire = Array("\(method) \(target) HTTP/1.1\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n".utf8) + framed
    }

    private static func text(_ alphabet: String, _ count: ClosedRange<Int>, _ generator: inout SplitMix64) -> String {
        String(
            (0..<Int.random(in: count, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) }
        )
    }

    private static func chunked(_ body: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var wire: [UInt8] = []
        var rest = body[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...20, using: &generator))
            rest = rest.dropFirst(chunk.count)
            wire += Array(String(chunk.count, radix: 16, uppercase: Bool.random(using: &generator)).utf8)
            wire +=
                Array((Bool.random(using: &generator) ? ";a=\"b c\"\r\n" : "\r\n").utf8) + chunk + Array("\r\n".utf8)
        }
        return wire + Array((Bool.random(using: &generator) ? "0\r\nY: z\r\n\r\n" : "0\r\n\r\n").utf8)
    }
}
