import JSON

/// A fault: which requests fail, how, and how often.
///
///     try mock.faults.add(.status(503, times: 2))                                 // the first two requests
///     try mock.faults.add(.refusal(.planLimit, for: MockMatch("POST", "/user/campaign")))
///     try mock.faults.add(.delay(.seconds(2)))
///     try mock.faults.add(.delay(median: .milliseconds(80), percentile99: .milliseconds(800)))
///     try mock.faults.add(.transport(.reset, for: MockMatch(account: "mine")))
///
///     var fault = MockFault.status(500)
///     fault.probability = 0.5
///     fault.seed = 7
public struct MockFault: Sendable, Equatable {
    /// The response that a fault sends in place of the API's.
    public enum Response: Sendable, Equatable {
        /// One of the platform's own refusals.
        case refusal(MockRefusal)
        /// Any status from 200 to 599, header fields and content.
        case status(Int, headers: [String: String], body: String)
    }

    /// How the response or its connection fails.
    public enum Transport: Sendable, Equatable {
        /// The connection is reset.
        case reset
        /// The connection is closed without a response.
        case close
        /// The content of the response ends after so many bytes, although more was announced; `nil` for half of it.
        case truncate(afterBytes: Int?)
        /// Bytes that are no HTTP.
        case garbage
        /// The response arrives slowly.
        case drip(bytesPerSecond: Int)
        /// No response, on an open connection.
        case hang
    }

    /// How long a response is delayed: at most 10 minutes, in whole milliseconds.
    public enum Delay: Sendable, Equatable {
        /// A random delay from the first to the second; always the same one when both are equal.
        case range(ClosedRange<Duration>)
        /// A random delay, log-normal as the response times of real services: half of the delays are shorter than the
        /// median, and one in a hundred is longer than the 99th percentile.
        case logNormal(median: Duration, percentile99: Duration)
    }

    /// The requests that fail. It can name account, method, path and body.
    public var match: MockMatch
    /// The response in place of the API's; `nil` for the API's.
    public var response: Response?
    /// The delay of the response; `nil` for none.
    public var delay: Delay?
    /// How the response or its connection fails; `nil` for not at all.
    public var transport: Transport?
    /// Whether the API handles the request before the fault: the campaign is made, but the client does not learn of it.
    public var isAfterHandling = false
    /// The most requests that fail; `nil` for all.
    public var times: Int?
    /// The probability that a request fails, above 0, at most 1; `nil` for 1.
    public var probability: Double?
    /// The seed of the random decisions, at least 0; `nil` for a random seed.
    public var seed: Int?
    /// The number of matching requests that pass before the first one fails.
    public var after = 0

    /// Creates a fault without effect. Set ``response``, ``delay`` or ``transport``.
    ///
    /// - Parameters:
    ///   - match: The requests that fail.
    ///   - times: The most requests that fail; `nil` for all.
    public init(for match: MockMatch = .all, times: Int? = nil) {
        self.match = match
        self.times = times
    }

    /// Requests get one of the platform's own refusals.
    public static func refusal(
        _ refusal: MockRefusal, for match: MockMatch = .all, times: Int? = nil
    ) -> MockFault {
        var fault = MockFault(for: match, times: times)
        fault.response = .refusal(refusal)
        return fault
    }

    /// Requests get a response with this status.
    ///
    /// - Parameters:
    ///   - code: 200 to 599.
    ///   - headers: Header fields of the response.
    ///   - body: The content, sent as it is.
    ///   - match: The requests that fail.
    ///   - times: The most requests that fail; `nil` for all.
    public static func status(
        _ code: Int, headers: [String: String] = [:], body: String = "", for match: MockMatch = .all,
        times: Int? = nil
    ) -> MockFault {
        var fault = MockFault(for: match, times: times)
        fault.response = .status(code, headers: headers, body: body)
        return fault
    }

    /// Requests get the API's response after a delay.
    public static func delay(
        _ duration: Duration, for match: MockMatch = .all, times: Int? = nil
    ) -> MockFault {
        .delay(duration...duration, for: match, times: times)
    }

    /// Requests get the API's response after a random delay.
    public static func delay(
        _ range: ClosedRange<Duration>, for match: MockMatch = .all, times: Int? = nil
    ) -> MockFault {
        var fault = MockFault(for: match, times: times)
        fault.delay = .range(range)
        return fault
    }

    /// Requests get the API's response after a random delay, log-normal as the response times of real services.
    ///
    /// - Parameters:
    ///   - median: Half of the delays are shorter.
    ///   - percentile99: One delay in a hundred is longer. At least the median.
    ///   - match: The requests that fail.
    ///   - times: The most requests that fail; `nil` for all.
    public static func delay(
        median: Duration, percentile99: Duration, for match: MockMatch = .all, times: Int? = nil
    ) -> MockFault {
        var fault = MockFault(for: match, times: times)
        fault.delay = .logNormal(median: median, percentile99: percentile99)
        return fault
    }

    /// Requests get a broken response or none.
    public static func transport(
        _ transport: Transport, for match: MockMatch = .all, times: Int? = nil
    ) -> MockFault {
        var fault = MockFault(for: match, times: times)
        fault.transport = transport
        return fault
    }
}

extension MockFault {
    /// The body of `POST /_mock/faults`.
    var document: JSONObject {
        get throws(MockError) {
            guard response != nil || delay != nil || transport != nil else {
                throw MockError("The fault has no effect. Set its response, delay or transport, as in .status(503).")
            }
            var object = JSONObject()
            if match != .all { object.append("match", .object(match.document)) }
            if let times { object.append("times", .integer(Int64(times))) }
            if let probability { object.append("probability", .double(probability)) }
            if let seed { object.append("seed", .integer(Int64(seed))) }
            if after != 0 { object.append("after", .integer(Int64(after))) }
            object.append("effect", .object(try effect))
            return object
        }
    }

    private var effect: JSONObject {
        get throws(MockError) {
            var object = JSONObject()
            switch response {
            case nil: break
            case .refusal(let refusal)?: object.append("name", .string(refusal.rawValue))
            case .status(let code, let headers, let body)?:
                object.append("status", .integer(Int64(code)))
                if !headers.isEmpty {
                    object.append("headers", .object(JSONObject(headers.mapValues { .string($0) })))
                }
                if !body.isEmpty { object.append("body", .string(body)) }
            }
            if let delay { object.append("delay_ms", try delay.document) }
            if let transport { transport.write(to: &object) }
            if isAfterHandling { object.append("after_handling", .bool(true)) }
            return object
        }
    }
}

extension MockFault.Delay {
    fileprivate var document: JSONValue {
        get throws(MockError) {
            switch self {
            case .range(let range):
                let (least, most) = try (Self.milliseconds(range.lowerBound), Self.milliseconds(range.upperBound))
                return least == most ? least : ["min_ms": least, "max_ms": most]
            case .logNormal(let median, let percentile99):
                return ["median_ms": try Self.milliseconds(median), "p99_ms": try Self.milliseconds(percentile99)]
            }
        }
    }

    private static func milliseconds(_ duration: Duration) throws(MockError) -> JSONValue {
        .integer(Int64(try duration.milliseconds("faults.delay", in: 0...600_000)))
    }
}

extension MockFault.Transport {
    fileprivate func write(to effect: inout JSONObject) {
        switch self {
        case .reset: effect.append("transport", "reset")
        case .close: effect.append("transport", "close")
        case .garbage: effect.append("transport", "garbage")
        case .hang: effect.append("transport", "hang")
        case .truncate(let count):
            effect.append("transport", "truncate")
            if let count { effect.append("after_bytes", .integer(Int64(count))) }
        case .drip(let rate):
            effect.append("transport", "drip")
            effect.append("bytes_per_second", .integer(Int64(rate)))
        }
    }
}
