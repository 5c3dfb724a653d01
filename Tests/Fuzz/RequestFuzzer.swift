import Base
import HTTPTypes
import HTTPWire

/// Decodes any bytes as those of a connection, at once and divided in several ways.
///
/// The outcome must not depend on the division, and every request must keep the limits.
@c(LLVMFuzzerTestOneInput)
public func fuzzRequest(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    var generator = SplitMix64(seed: bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    let cuts = bytes.indices.dropFirst().filter { _ in Int.random(in: 0..<6, using: &generator) == 0 }
    let small = RequestLimits(
        headBytes: 120, targetBytes: 24, methodBytes: 8, fieldCount: 4, bodyBytes: 12, chunkExtensionBytes: 10,
        trailerBytes: 24)
    for limits in [RequestLimits(), small] {
        let whole = Outcome(bytes, limits: limits)
        guard Outcome(bytes, cuts: cuts, limits: limits) == whole else {
            fatalError("the outcome differs with cuts at \(cuts)")
        }
        guard Outcome(bytes, cuts: Array(bytes.indices.dropFirst()), limits: limits) == whole else {
            fatalError("the outcome differs when the bytes arrive one by one")
        }
        for request in whole.requests { check(request, limits) }
    }
    return 0
}

private func check(_ request: Outcome.Request, _ limits: RequestLimits) {
    guard request.body.count <= limits.bodyBytes, request.rawHead.count <= limits.headBytes,
        request.target.utf8.count <= limits.targetBytes, request.fields.count <= limits.fieldCount,
        request.rawHead.suffix(4) == [13, 10, 13, 10]
    else { fatalError("a request exceeds a limit") }
    if request.framing == .none, !request.body.isEmpty { fatalError("a body without framing") }
    if case .length(let length) = request.framing, request.body.count != length {
        fatalError("a body of another length")
    }

    // A response with the fields of any request must be exactly one head.
    var output: [UInt8] = []
    ResponseEncoder.encodeHead(
        status: .ok, fields: ResponseFields(request.fields), framing: .none, date: HTTPDate(unixSeconds: 0).bytes,
        closes: false,
        into: &output)
    let lineEnds = output.indices.dropLast().filter { output[$0] == 13 && output[$0 + 1] == 10 }
    let controls = output.filter { $0 < 0x20 && $0 != 9 }
    guard controls.count == 2 * lineEnds.count, output.suffix(4) == [13, 10, 13, 10],
        lineEnds.count <= request.fields.count + 3
    else { fatalError("a field ended its line") }
}
