import CampaignMock
import Foundation

/// The real endpoint: it is not asked faster than it allows, and nothing is asked of it after it has failed.
struct RealEndpoint: Sendable {
    /// Why the comparison cannot go on.
    enum Stop: Error, Equatable {
        case noCurl
        case unreachable(report: String)
        case noHTTP
        case keyRefused
        case limited

        /// One line that says what to do.
        func message(_ address: RealAddress) -> String {
            switch self {
            case .noCurl: "curl is not installed, and compare sends its requests with it: install curl."
            case .unreachable(let report): "\(address.url) cannot be asked (\(report)): check the URL and the network."
            case .noHTTP: "\(address.url) did not answer in HTTP: check the URL."
            case .keyRefused:
                "\(address.url) refuses the key (401): check the key, and that it is one of this endpoint."
            case .limited:
                "\(address.url) limits requests (429), also after a wait: try later, or with a longer --pause."
            }
        }
    }

    /// The longest wait that an endpoint can ask for by `Retry-After`.
    private static let longestWait = 120

    let address: RealAddress
    let key: String
    let timeout: Duration
    let pause: Duration
    let environment: [String: String]
    /// Waits for that time. A parameter, so that a test need not wait.
    var wait: @Sendable (Duration) -> Void = { Thread.sleep(forTimeInterval: $0 / .seconds(1)) }
    /// Tells the user why nothing happens for a while.
    var tell: @Sendable (String) -> Void = { _ in }
    private var lastSent: ContinuousClock.Instant?

    init(address: RealAddress, key: String, timeout: Duration, pause: Duration, environment: [String: String]) {
        self.address = address
        self.key = key
        self.timeout = timeout
        self.pause = pause
        self.environment = environment
    }

    /// Sends a request. An answer 429 is waited for once.
    mutating func send(_ fixture: FixtureRequest, _ substitution: RequestSubstitution) throws(Stop) -> ReceivedAnswer {
        try send(
            CurlRequest(
                fixture, substitution, base: address.url, key: key, timeout: timeout, avoidsProxy: address.isLoopback))
    }

    mutating func send(_ request: CurlRequest) throws(Stop) -> ReceivedAnswer {
        let answer = try sendOnce(request)
        guard answer.status == 429 else { return answer }
        let seconds = min(max(answer.retryAfter ?? 60, 1), Self.longestWait)
        tell("The real endpoint limits requests (429): the next one is sent in \(seconds) s.")
        wait(.seconds(seconds))
        let second = try sendOnce(request)
        guard second.status != 429 else { throw .limited }
        return second
    }

    private mutating func sendOnce(_ request: CurlRequest) throws(Stop) -> ReceivedAnswer {
        if let lastSent, case let left = lastSent + pause - .now, left > .zero { wait(left) }
        lastSent = .now
        return try request.answer(environment)
    }
}

extension CurlRequest {
    /// A fixture with the ids and the key of an endpoint.
    init(
        _ fixture: FixtureRequest, _ substitution: RequestSubstitution, base: String, key: String, timeout: Duration,
        avoidsProxy: Bool
    ) {
        self.init(
            method: fixture.method, url: base + substitution.target(of: fixture),
            fields: fixture.fields.map { field in
                (field.name, field.value == "Bearer YOUR_API_KEY" ? "Bearer \(key)" : field.value)
            }, body: substitution.body(of: fixture), timeout: timeout, avoidsProxy: avoidsProxy)
    }

    /// Sends the request by curl. It blocks.
    func answer(_ environment: [String: String]) throws(RealEndpoint.Stop) -> ReceivedAnswer {
        let bytes: [UInt8]
        do throws(CurlProcess.Failure) {
            bytes = try CurlProcess.run(configuration, environment: environment)
        } catch {
            switch error {
            case .missing: throw .noCurl
            case .notStarted(let code): throw .unreachable(report: String(cString: strerror(code)))
            case .failed(let report): throw .unreachable(report: report)
            }
        }
        guard let answer = ReceivedAnswer(bytes) else { throw .noHTTP }
        return answer
    }
}
