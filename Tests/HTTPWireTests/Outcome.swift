import HTTPTypes
import HTTPWire

/// The complete output of a decoder for a byte stream, in a form that can be compared.
struct Outcome: Equatable {
    struct Request: Equatable {
        var method: String
        var target: String
        var path: String
        var query: String?
        var authority: String?
        var version: Int
        var framing: BodyFraming
        var keepsAlive: Bool
        var expectsContinue: Bool
        var fields: HTTPFields
        var rawHead: [UInt8]
        var body: [UInt8]
        var trailers: HTTPFields

        init(_ request: DecodedRequest) {
            let head = request.head
            method = head.method.rawValue
            target = head.target
            path = head.path
            query = head.query
            authority = head.authority
            version = head.version
            framing = head.framing
            keepsAlive = head.keepsAlive
            expectsContinue = head.expectsContinue
            fields = head.fields
            rawHead = Array(head.rawBytes)
            body = Array(request.body)
            trailers = request.trailers.fields
        }
    }

    enum End: Equatable { case awaits(RequestDecoder.Awaiting), fails(RequestError) }

    var requests: [Request] = []
    var end = End.awaits(.start)

    /// Feeds a new decoder with `bytes`, cut before each of the ascending `cuts`.
    init(_ bytes: [UInt8], cuts: [Int] = [], limits: RequestLimits = RequestLimits()) {
        var decoder = RequestDecoder(limits: limits)
        var start = 0
        for end in cuts + [bytes.count] {
            decoder.append(bytes[start..<end])
            start = end
            self.end = drain(&decoder)
        }
    }

    private mutating func drain(_ decoder: inout RequestDecoder) -> End {
        while true {
            do {
                switch try decoder.next() {
                case .request(let request): requests.append(Request(request))
                case .head: continue
                case .needsMore(let awaiting): return .awaits(awaiting)
                }
            } catch {
                return .fails(error)
            }
        }
    }
}

extension RequestDecoder {
    mutating func append(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { append($0) } }
    mutating func append(wire text: String) { append([UInt8](wire: text)[...]) }
}

extension [UInt8] {
    /// One byte for each Unicode scalar of a text, up to U+00FF, so that a row can hold any byte.
    init(wire text: String) {
        self = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
