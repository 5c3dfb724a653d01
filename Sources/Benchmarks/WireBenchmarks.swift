import HTTPTypes
import HTTPWire

enum WireBenchmarks {
    static var all: [Benchmark] {
        [
            Benchmark("HTTPWire", "decode a create, in one piece") {
                try decode(pieces: [DocumentedCreate.request[...]])
            },
            Benchmark("HTTPWire", "decode a create, head and body apart") { try decode(pieces: headAndBody) },
            Benchmark("HTTPWire", "decode 16 creates in one piece") { try decode(pieces: [sixteen[...]]) },
            Benchmark("HTTPWire", "read 3 fields of a head", fields),
            Benchmark("HTTPWire", "encode the head of a 201", encode),
        ]
    }

    private static let sixteen = Array(repeatElement(DocumentedCreate.request, count: 16).joined())
    private static let headAndBody: [ArraySlice<UInt8>] = {
        let end = DocumentedCreate.request.count - DocumentedCreate.body.count
        return [DocumentedCreate.request[..<end], DocumentedCreate.request[end...]]
    }()

    private static func decode(pieces: [ArraySlice<UInt8>]) throws -> Int {
        var decoder = RequestDecoder()
        var decodedBytes = 0
        for piece in pieces {
            piece.withUnsafeBytes { decoder.append($0) }
            reading: while true {
                switch try decoder.next() {
                case .needsMore: break reading
                case .head: continue
                case .request(let request): decodedBytes += request.body.count
                }
            }
        }
        return decodedBytes
    }

    private static let head: RequestHead? = {
        var decoder = RequestDecoder()
        DocumentedCreate.request.withUnsafeBytes { decoder.append($0) }
        guard case .request(let request)? = try? decoder.next() else { return nil }
        return request.head
    }()

    private static func fields() -> Int {
        guard let head else { return 0 }
        return (head[.authorization]?.utf8.count ?? 0) + (head[.contentType]?.utf8.count ?? 0)
            + (head[.origin]?.utf8.count ?? 0)
    }

    private static let answerFields = ResponseFields([
        .contentType: "application/json", .accessControlAllowOrigin: "*",
    ])
    private static let date = HTTPDate(unixSeconds: 1_771_840_800).bytes

    private static func encode() -> Int {
        var output: [UInt8] = []
        ResponseEncoder.encodeHead(
            status: .created, fields: answerFields, framing: .contentLength(DocumentedCreate.answer.count), date: date,
            closes: false, into: &output)
        return output.count
    }
}
