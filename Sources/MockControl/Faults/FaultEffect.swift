import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// What a fault does to a request.
struct FaultEffect: Sendable {
    /// Sent in place of the API's response; `nil` sends the API's response.
    var answer: FaultAnswer?
    var delay: Delay?
    var transport: Transport?
    /// Whether the API handles the request before the effect, and its response is discarded.
    ///
    /// A campaign is then created, but the client does not receive the response.
    var afterHandling = usuallyAfterHandling

    /// ``afterHandling`` of an effect without `after_handling`.
    static let usuallyAfterHandling = false

    enum Delay: Sendable, Equatable {
        case fixed(milliseconds: Int)
        /// A random number of milliseconds from the first to the second, drawn from the fault's generator.
        case spread(from: Int, to: Int)
        /// Drawn from the distribution by the fault's generator. A delay beyond ``longest`` is cut to it.
        case logNormal(LogNormalDelay)

        /// The longest delay that a fault may have, in milliseconds.
        static let longest = 600_000

        /// The longest time that this delay can take, in milliseconds.
        var longest: Int {
            switch self {
            case .fixed(let milliseconds): milliseconds
            case .spread(_, let most): most
            case .logNormal(let distribution): distribution.percentile99 == 0 ? 0 : Self.longest
            }
        }

        /// - Parameter fraction: a random number in 0..<1, for a random delay.
        func duration(at fraction: Double) -> Duration {
            switch self {
            case .fixed(let milliseconds): .milliseconds(milliseconds)
            case .spread(let least, let most): .milliseconds(least + Int(fraction * Double(most - least + 1)))
            case .logNormal(let distribution):
                .milliseconds(distribution.milliseconds(at: fraction, limit: Self.longest))
            }
        }
    }

    /// How the response or its connection fails.
    ///
    /// See ``HTTPServer/Response/Delivery``.
    enum Transport: Sendable, Equatable {
        case reset
        case close
        /// `nil` cuts the content in the middle.
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
        /// Bytes a second.
        static let usualDripRate = 16

        /// Whether a response is sent, in part or slowly.
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

        /// Bytes that no HTTP parser accepts as a response. They include NUL and bytes that are not UTF-8.
        private static let noHTTP: [UInt8] =
            Array("\u{1}lorem ipsum".utf8) + [0x00, 0xFF, 0xFE, 0x0D, 0x0A, 0x0D, 0x0A]
    }

    /// Whether the API handles the request.
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
