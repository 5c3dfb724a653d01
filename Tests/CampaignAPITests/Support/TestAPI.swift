import Base
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import Logging
import TestSupport

@testable import CampaignAPI

/// The API without sockets, with a store in memory, the demo data and a frozen clock.
struct TestAPI {
    let store: Store
    let runner: CampaignRunner
    let clock = MockClock(.frozen(at: 1_771_840_800))
    let limiter = RateLimiter()
    let handler: Handler

    init(
        _ options: CampaignOptions = CampaignOptions(), seed: Seed = .demo, origins: CORSPolicy.Origins = .any,
        placesCalls: Bool = true, adding routes: [EndpointRoute] = []
    ) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        store = try Store(.memory, seed: State(seed: seed), logger: logger)
        runner = CampaignRunner(store: store, clock: clock, placesCalls: placesCalls)
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        CampaignRoutes(
            store: store, runner: runner, clock: clock, limiter: limiter, options: options, logger: logger
        )
        .register(in: &router)
        let services = EndpointServices(
            store: store, runner: runner, clock: clock, options: options, logger: logger)
        CampaignRoutes(routes, limiter: limiter, services: services).register(in: &router)
        let table = router
        handler = compose([CORSPolicy(origins).middleware { table.methods(of: $0) }]) {
            table.respond(to: MethodOverride.applied(to: $0))
        }
    }

    /// Sends a request and commits its write. By default it has the demo account's API key and the content type JSON.
    func send(
        _ body: String, method: String = "POST", target: String = "/api/user/campaign",
        key: String? = "demo-key", contentType: String? = "application/json", headers: [(String, String)] = []
    ) async throws -> Answered {
        let text = Self.wire(
            body, method: method, target: target, key: key, contentType: contentType, headers: headers)
        let reply = handler(try Self.request(text))
        while store.commit(loop: 0) {}
        let answered = try Answered(await reply.response)
        let record = RecordedConnection(file: #fileID)
        record.sent(text.utf8)
        record.received(answered.wire.utf8)
        return answered
    }

    /// Sends a request without committing its write.
    func reply(
        _ body: String, method: String = "POST", target: String = "/api/user/campaign",
        key: String? = "demo-key", contentType: String? = "application/json", headers: [(String, String)] = []
    ) throws -> Reply {
        handler(
            try Self.request(
                Self.wire(
                    body, method: method, target: target, key: key, contentType: contentType, headers: headers)))
    }

    private static func wire(
        _ body: String, method: String, target: String, key: String?, contentType: String?,
        headers: [(String, String)]
    ) -> String {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
        if let key { text += "Authorization: Bearer \(key)\r\n" }
        if let contentType { text += "Content-Type: \(contentType)\r\n" }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return text + "\r\n" + body
    }

    static func request(_ text: String) throws -> Request {
        var decoder = RequestDecoder()
        Array(text.utf8).withUnsafeBytes { decoder.append($0) }
        while true {
            switch try decoder.next() {
            case .head: continue
            case .request(let decoded):
                return Request(
                    head: decoded.head, body: decoded.body,
                    paths: PathRules(optionalPrefix: CampaignRoutes.optionalPrefix))
            case .needsMore: throw Incomplete()
            }
        }
    }

    struct Incomplete: Error {}
}

/// A response with its decoded body.
struct Answered {
    let status: Int
    let fields: HTTPFields
    let body: JSONValue
    /// The body as it was sent.
    let text: String
    let findings: RequestFindings?

    init(_ response: Response) throws {
        status = response.status.code
        fields = response.fields.all
        findings = response.details as? RequestFindings
        guard case .bytes(let bytes) = response.body, !bytes.isEmpty else {
            (body, text) = (.null, "")
            return
        }
        body = try JSONReader.read(bytes.span)
        text = String(decoding: bytes, as: UTF8.self)
    }

    var message: String? { body["message"]?.string }

    /// The response as the server would send it.
    var wire: String {
        var head = "HTTP/1.1 \(status) \r\nContent-Length: \(text.utf8.count)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        return head + "\r\n" + text
    }
}

extension MockClock {
    /// Moves the clock forward, or back if `seconds` is negative.
    func advance(seconds: Int64) {
        change { mode, machineTime in
            mode = mode.moved(to: mode.moment(at: machineTime) + seconds, at: machineTime)
        }
    }
}
