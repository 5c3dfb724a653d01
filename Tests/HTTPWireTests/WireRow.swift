import Base
import HTTPWire
import Testing

/// One row of a table of raw requests: the bytes, the expected outcome, and the RFC section that demands it.
struct WireRow: CustomTestStringConvertible, Sendable {
    enum Expectation: Sendable {
        /// The decoder returns `count` requests, the last with this body, and is then idle.
        case accepted(body: String, count: Int)
        case refused(RequestError)
        /// The bytes are valid so far, and the decoder needs more.
        case awaited(RequestDecoder.Awaiting)
    }

    let name: String
    let section: String
    let wire: String
    let expectation: Expectation
    var limits = RequestLimits()

    var testDescription: String { "\(name) (\(section))" }

    static func accepts(
        _ name: String, _ section: String, _ wire: String, body: String = "", count: Int = 1,
        limits: RequestLimits = RequestLimits()
    ) -> WireRow {
        WireRow(
            name: name, section: section, wire: wire, expectation: .accepted(body: body, count: count), limits: limits)
    }

    static func refuses(
        _ name: String, _ section: String, _ wire: String, _ error: RequestError,
        limits: RequestLimits = RequestLimits()
    ) -> WireRow {
        WireRow(name: name, section: section, wire: wire, expectation: .refused(error), limits: limits)
    }

    static func awaits(
        _ name: String, _ section: String, _ wire: String, _ awaiting: RequestDecoder.Awaiting
    ) -> WireRow {
        WireRow(name: name, section: section, wire: wire, expectation: .awaited(awaiting))
    }

    /// Decodes the bytes at once, one by one and in random pieces. Every way must give the outcome of the row.
    func check() {
        let bytes = [UInt8](wire: wire)
        let whole = Outcome(bytes, limits: limits)
        switch expectation {
        case .accepted(let body, let count):
            #expect(whole.end == .awaits(.start))
            #expect(whole.requests.count == count)
            #expect(whole.requests.last?.body == [UInt8](wire: body))
        case .refused(let error):
            #expect(whole.end == .fails(error))
            #expect(whole.requests.isEmpty)
        case .awaited(let awaiting):
            #expect(whole.end == .awaits(awaiting))
            #expect(whole.requests.isEmpty)
        }
        let byteByByte = Outcome(bytes, cuts: Array(bytes.indices.dropFirst()), limits: limits)
        #expect(byteByByte == whole, "fed byte by byte")
        for seed in UInt64(1)...20 {
            var generator = SplitMix64(seed: seed)
            let cuts = bytes.indices.dropFirst().filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
            #expect(Outcome(bytes, cuts: cuts, limits: limits) == whole, "cut with seed \(seed)")
        }
    }
}
