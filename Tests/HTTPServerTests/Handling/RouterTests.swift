import Base
import HTTPTypes
import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Router") struct RouterTests {
    private let router: Router = {
        var router = Router(
            notFound: { _ in text("not found", status: .notFound) },
            methodNotAllowed: { _, allowed in
                text(allowed.map(\.rawValue).joined(separator: ", "), status: .methodNotAllowed)
            })
        let routes: [(HTTPRequest.Method, String)] = [
            (.get, "/"), (.post, "/user/campaign"), (.get, "/_mock/campaigns"), (.get, "/_mock/campaigns/{id}"),
            (.get, "/_mock/requests/{n}/curl"), (.post, "/_mock/requests/verify"), (.get, "/_mock/requests/{n}"),
            (.get, "/_mock/accounts/{name}"), (.delete, "/_mock/accounts/{name}"),
        ]
        for (method, pattern) in routes {
            router.on(method, pattern) { request in
                let values = request.parameters.all.map { "\($0.name)=\($0.value)" }
                return text(([pattern] + values).joined(separator: " "))
            }
        }
        return router
    }()

    struct Row: CustomTestStringConvertible {
        let testDescription, method, path, answer: String
        var status = 200
    }

    @Test(
        "answers",
        arguments: [
            Row(testDescription: "the root", method: "GET", path: "/", answer: "/"),
            Row(testDescription: "a literal path", method: "POST", path: "/user/campaign", answer: "/user/campaign"),
            Row(
                testDescription: "a slash at the end", method: "POST", path: "/user/campaign/", answer: "/user/campaign"
            ),
            Row(
                testDescription: "several at the end", method: "POST", path: "/user/campaign//",
                answer: "/user/campaign"),
            Row(
                testDescription: "encoded letters", method: "POST", path: "/us%65r/%63ampaign",
                answer: "/user/campaign"),
            Row(
                testDescription: "a parameter", method: "GET", path: "/_mock/campaigns/17",
                answer: "/_mock/campaigns/{id} id=17"),
            Row(
                testDescription: "an encoded parameter", method: "GET", path: "/_mock/accounts/caf%C3%A9%2Fx%20y",
                answer: "/_mock/accounts/{name} name=café/x y"),
            Row(
                testDescription: "a literal before a parameter", method: "POST", path: "/_mock/requests/verify",
                answer: "/_mock/requests/verify"),
            Row(
                testDescription: "a parameter beside a literal of another method", method: "GET",
                path: "/_mock/requests/verify", answer: "/_mock/requests/{n} n=verify"),
            Row(
                testDescription: "segments after a parameter", method: "GET", path: "/_mock/requests/5/curl",
                answer: "/_mock/requests/{n}/curl n=5"),
            Row(
                testDescription: "HEAD by GET", method: "HEAD", path: "/_mock/campaigns", answer: "/_mock/campaigns"),
            Row(testDescription: "no such path", method: "GET", path: "/user", answer: "not found", status: 404),
            Row(
                testDescription: "a longer path", method: "GET", path: "/user/campaign/1", answer: "not found",
                status: 404),
            Row(
                testDescription: "another case", method: "POST", path: "/User/campaign", answer: "not found",
                status: 404
            ),
            Row(
                testDescription: "slashes in the middle", method: "POST", path: "//user//campaign",
                answer: "/user/campaign"),
            Row(
                testDescription: "an empty segment under the exact prefix", method: "GET", path: "/_mock//campaigns",
                answer: "not found", status: 404),
            Row(
                testDescription: "a slash at the end under the exact prefix", method: "GET", path: "/_mock/campaigns/",
                answer: "/_mock/campaigns"),
            Row(
                testDescription: "an encoded slash", method: "POST", path: "/user%2Fcampaign", answer: "not found",
                status: 404),
            Row(
                testDescription: "a Kelvin sign is no K", method: "GET", path: "/_moc%E2%84%AA/campaigns",
                answer: "not found", status: 404),
            Row(testDescription: "another method", method: "GET", path: "/user/campaign", answer: "POST", status: 405),
            Row(
                testDescription: "another method than several", method: "POST", path: "/_mock/accounts/x",
                answer: "GET, HEAD, DELETE", status: 405),
            Row(
                testDescription: "HEAD without GET", method: "HEAD", path: "/user/campaign", answer: "POST", status: 405
            ),
        ])
    func answers(_ row: Row) async throws {
        let response = await router.respond(to: try request(row.method, row.path)).response
        #expect(response.status.code == row.status)
        guard case .bytes(let body) = response.body else { return }
        #expect(String(decoding: body, as: UTF8.self) == row.answer)
    }

    @Test("compares a literal first, then a number, then any segment")
    func numbers() async throws {
        var router = router
        router.on(.get, "/leads/{name}") { _ in text("any") }
        router.on(.get, "/leads/{id}", numbers: ["id"]) { .ready(text("number \($0.parameters["id"] ?? "")")) }
        router.on(.get, "/leads/12") { _ in text("literal") }
        for (path, expected) in [
            ("12", "literal"), ("13", "number 13"), ("%31", "number 1"), ("0", "any"), ("1x", "any"), ("01", "any"),
            ("99999999999999999999", "number 99999999999999999999"),
        ] {
            #expect(try await answer(of: router, to: "GET", "/leads/\(path)") == expected)
        }
    }

    @Test("uses the later of two routes with the same method and path")
    func replaced() async throws {
        var router = router
        router.on(.post, "user/campaign/") { _ in text("later") }
        #expect(try await answer(of: router, to: "POST", "/user/campaign") == "later")
        #expect(try await answer(of: router, to: "POST", "/user/campaign/") == "later")
        router.on(.get, "/50%25") { _ in text("escaped") }
        #expect(try await answer(of: router, to: "GET", "/50%25") == "not found")
        #expect(try await answer(of: router, to: "GET", "/50%2525") == "escaped")
    }

    private func answer(of router: Router, to method: String, _ path: String) async throws -> String? {
        guard case .bytes(let body) = await router.respond(to: try request(method, path)).response.body else {
            return nil
        }
        return String(decoding: body, as: UTF8.self)
    }

    @Test("lists the methods of a path")
    func methods() {
        #expect(router.methods(of: RequestPath("/_mock/accounts/x")) == [.get, .head, .delete])
        #expect(router.methods(of: RequestPath("/_mock/requests/verify")) == [.get, .head, .post])
        #expect(router.methods(of: RequestPath("/user/campaign/")) == [.post])
        #expect(router.methods(of: RequestPath("/nothing")).isEmpty)
    }

    @Test("puts the first middleware outermost")
    func middleware() async throws {
        let layer = { (name: String) -> Middleware in
            Middleware { request, next in
                next(request).changed { response in
                    if case .bytes(let body) = response.body { response.body = .bytes(Array(name.utf8) + body) }
                }
            }
        }
        let promise = Promise<String>()
        promise.keep("c")
        for reply in [Reply.ready(text("c")), .promised(promise.then { .ready(text($0)) }), .pending { text("c") }] {
            let handler = compose([layer("a"), layer("b")], around: { _ in reply })
            guard case .bytes(let body) = await handler(try request("GET", "/")).response.body else { return }
            #expect(String(decoding: body, as: UTF8.self) == "abc")
        }
    }

    private func request(_ method: String, _ path: String) throws -> Request {
        var decoder = RequestDecoder()
        Array("\(method) \(path) HTTP/1.1\r\nHost: test\r\n\r\n".utf8).withUnsafeBytes { decoder.append($0) }
        guard case .request(let decoded) = try decoder.next() else { throw RequestError.invalidMethod }
        return Request(head: decoded.head, body: decoded.body, paths: PathRules(exactPrefix: "/_mock"))
    }
}
