import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// What a fault does to the request it has been chosen for.
struct FaultEffect: Sendable {
    /// Answered in place of the API's own answer; `nil` lets the request through.
    var answer: FaultAnswer?
    var delay: Delay?
    var transport: Transport?
    /// The request is handled first and its answer thrown away: a campaign is then created that the client does not
    /// hear of.
    var afterHandling = false

    enum Delay: Sendable, Equatable {
        case fixed(milliseconds: Int)
        /// Anything between the two, decided by the fault's generator.
        case spread(from: Int, to: Int)

        static let longest = 600_000

        /// The most milliseconds that it can take.
        var longest: Int {
            switch self {
            case .fixed(let milliseconds): milliseconds
            case .spread(_, let most): most
            }
        }

        /// - Parameter fraction: in 0..<1.
        func duration(at fraction: Double) -> Duration {
            switch self {
            case .fixed(let milliseconds): .milliseconds(milliseconds)
            case .spread(let least, let most): .milliseconds(least + Int(fraction * Double(most - least + 1)))
            }
        }
    }

    /// How the connection breaks.
    ///
    /// See ``HTTPServer/Response/Delivery``.
    enum Transport: Sendable, Equatable {
        case reset
        case close
        /// `nil` cuts the body in the middle.
        case truncate(afterBytes: Int?)
        case garbage
        case drip(bytesPerSecond: Int)
        case hang

        var name: String {
            switch self {
            case .reset: "reset"
            case .close: "close"
            case .truncate: "truncate"
            case .garbage: "garbage"
            case .drip: "drip"
            case .hang: "hang"
            }
        }

        static let names = ["reset", "close", "truncate", "garbage", "drip", "hang"]
        static let usualDripRate = 16

        /// Whether there must be an answer that goes wrong on its way.
        var needsAnswer: Bool {
            switch self {
            case .truncate, .drip: true
            case .reset, .close, .garbage, .hang: false
            }
        }

        func delivery(of body: Response.Body) -> Response.Delivery {
            switch self {
            case .reset: .reset
            case .close: .closeWithoutAnswer
            case .truncate(let count?): .truncated(afterBytes: count)
            case .truncate(nil): .truncated(afterBytes: body.byteCount / 2)
            case .garbage: .raw(Self.noHTTP)
            case .drip(let rate): .paced(bytesPerSecond: rate)
            case .hang: .never
            }
        }

        /// Bytes that no HTTP parser takes for an answer, with a NUL and bytes that are not UTF-8.
        private static let noHTTP: [UInt8] =
            Array("\u{1}lorem ipsum".utf8) + [0x00, 0xFF, 0xFE, 0x0D, 0x0A, 0x0D, 0x0A]
    }

    var needsHandling: Bool {
        afterHandling || (answer == nil && (transport?.needsAnswer ?? true))
    }
}

extension Response.Body {
    fileprivate var byteCount: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .stream: 0
        }
    }
}
