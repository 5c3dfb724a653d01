import Base
import Foundation
import JSON
import Testing

@testable import MockControl

@Suite("The pages /_mock/ and /_mock/docs") struct PageTests {
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
        frame-ancestors 'none'; require-trusted-types-for 'script'
        """

    @Test("are served with all the files that they ask for, each with its media type, its tag and its protection")
    func files() async throws {
        try await withMock { mock in
            let page = try await Self.files(from: "", mock)
            let docs = try await Self.files(from: "docs", mock)
            let all = page.merging(docs) { first, _ in first }
            #expect(Set(all.keys).subtracting(["", "docs"]) == Set(PageFile.parts.map { "page/\($0.name)" }))
        }
    }

    @Test("tells the browser at once of all the scripts that it needs, and of no other") func preloading() async throws
    {
        try await withMock { mock in
            let page = try await mock.call("GET", "/_mock/", headers: ["Accept": Self.browser]).text
            let told = page.matches(of: /"modulepreload" href="page\/([a-z-]+\.js)"/).map { String($0.1) }
            var needed: Set = ["app.js"]
            var waiting = ["app.js"]
            while let name = waiting.popLast() {
                let script = try await mock.call("GET", "/_mock/page/\(name)").text
                for found in script.matches(of: /from "\.\/([a-z-]+\.js)"/)
                where needed.insert(String(found.1)).inserted {
                    waiting.append(String(found.1))
                }
            }
            #expect(Set(told).union(["app.js"]) == needed)
            #expect(told.count == Set(told).count)
        }
    }

    @Test(
        "has scripts without comments, whose lines keep their numbers",
        arguments: [
            ("a\n// b\n  // c\nd", "a\n\n\nd"), ("/**\n * a\n */\nb\n", "\n\n\nb\n"),
            ("/** @type {A} */\nlet a = /** @type {B} */ (b);", "\nlet a = (b);"),
            ("f(/** @param {A} */ a, /** @type {B} */ b) {", "f(a, b) {"),
            ("let a = \"http://b\"; /* c */", "let a = \"http://b\"; /* c */"),
        ])
    func comments(_ row: (source: String, sent: String)) {
        #expect(String(decoding: PageScript.withoutComments(Array(row.source.utf8)), as: UTF8.self) == row.sent)
    }

    /// Asks for a page and for all that it needs.
    ///
    /// - Returns: the bytes of each file, by its name.
    private static func files(from page: String, _ mock: RunningMock) async throws -> [String: Int] {
        var waiting = [page]
        var sizes: [String: Int] = [:]
        while let name = waiting.popLast() {
            guard sizes[name] == nil else { continue }
            let reply = try await mock.call("GET", "/_mock/\(name)", headers: ["Accept": Self.browser])
            #expect(reply.status == 200, "\(name)")
            try await check(reply, name, mock)
            // Nothing from elsewhere: the only address in a file names the language of the icons.
            let text = reply.text.replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!text.contains(/https?:\/\/[a-z0-9]/), "\(name)")
            sizes[name] = reply.body.count
            waiting += reply.text.matches(of: /"(page\/[a-z-]+\.(?:css|js))"/).map { String($0.1) }
            waiting += reply.text.matches(of: /(?:from|import\(|import)\s*"\.\/([a-z-]+\.js)"/).map { "page/\($0.1)" }
        }
        return sizes
    }

    private static func check(_ reply: Reply, _ name: String, _ mock: RunningMock) async throws {
        let kind = name.split(separator: ".").dropFirst().last ?? "html"
        let types = ["html": "text/html", "css": "text/css", "js": "text/javascript"]
        #expect(reply.headers["content-type"] == types[String(kind)].map { "\($0); charset=utf-8" })
        #expect(reply.headers["content-security-policy"] == Self.policy)
        #expect(reply.headers["x-content-type-options"] == "nosniff")
        #expect(reply.headers["referrer-policy"] == "no-referrer")
        let tag = try #require(reply.headers["etag"])
        let fields = ["Accept": Self.browser, "If-None-Match": "W/\"x\", \(tag)"]
        let again = try await mock.call("GET", "/_mock/\(name)", headers: fields)
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(again.headers["etag"] == tag)
        let other = try await mock.call(
            "GET", "/_mock/\(name)", headers: ["Accept": Self.browser, "If-None-Match": "\"x\""])
        #expect(other.status == 200)
    }

    @Test("come compressed to a browser: all together in 150 KB") func compression() async throws {
        try await withMock { mock in
            var sizes = 0
            for name in ["", "docs"] + PageFile.parts.map({ "page/\($0.name)" }) {
                let fields = ["Accept": Self.browser, "Accept-Encoding": "gzip, deflate, br;q=0.5"]
                let reply = try await mock.call("GET", "/_mock/\(name)", headers: fields)
                #expect(reply.headers["content-encoding"] == "gzip", "\(name)")
                #expect(reply.headers["vary"]?.hasPrefix("Accept-Encoding") == true)
                let tag = try #require(reply.headers["etag"])
                let again = try await mock.call(
                    "GET", "/_mock/\(name)", headers: fields.merging(["If-None-Match": tag]) { $1 })
                #expect(again.status == 304)
                #expect(again.headers["content-encoding"] == nil)
                let plain = try await mock.call(
                    "GET", "/_mock/\(name)",
                    headers: fields.merging(["Accept-Encoding": "gzip;q=0", "If-None-Match": tag]) { $1 })
                #expect(plain.status == 200)
                #expect(plain.headers["content-encoding"] == nil)
                // Nothing behind the compressed bytes: a body that is text ends with a newline, this one is none.
                if name == "page/view.js" { #expect(Array(reply.body) == Gzip.compress(Array(plain.body))) }
                sizes += reply.body.count
            }
            #expect(sizes <= 150_000)
        }
    }

    @Test("needs no token, and no other call is open because of it") func token() async throws {
        var options = ControlPlaneConfiguration()
        options.access.token = "secret"
        try await withMock(options) { mock in
            for path in ["/docs", "/page/docs.js"] {
                let status = try await mock.call("GET", "/_mock\(path)").status
                #expect(status == 200, "\(path)")
            }
            for path in ["", "/health", "/openapi.json", "/page", "/docs/x", "/state"] {
                let status = try await mock.call("GET", "/_mock\(path)").status
                #expect(status != 200, "\(path)")
            }
        }
    }

    @Test("opens from a link of another site, but not under another name of this machine") func source() async throws {
        try await withMock { mock in
            for path in ["/_mock/docs", "/_mock/page/docs.js"] {
                let linked = try await mock.call("GET", path, headers: ["Sec-Fetch-Site": "cross-site"])
                #expect(linked.status == 200)
                let rebound = try await mock.call("GET", path, headers: ["Host": "evil.example"])
                #expect(rebound.status == 403)
            }
        }
    }

    @Test("is off with the control plane") func switchedOff() async throws {
        var options = ControlPlaneConfiguration()
        options.access.switchOff = .wanted
        try await withMock(options) { mock in
            for path in ["/docs", "/page/docs.js"] {
                let status = try await mock.call("GET", "/_mock\(path)").status
                #expect(status == 403, "\(path)")
            }
        }
    }

    @Test("is found with a slash at its end, where its relative URLs would be wrong") func slash() async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", "/_mock/docs/")
            #expect(reply.status == 308)
            #expect(reply.headers["location"] == "../docs")
        }
    }

    static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

    static let openings: [(path: String, accept: String?, status: Int, location: String?)] = [
        ("/", browser, 307, "_mock/"), ("/_mock", browser, 307, "_mock/"), ("/_mock/", browser, 200, nil),
        ("/", "TEXT/HTML", 307, "_mock/"), ("/_mock", "application/json, text/html", 307, "_mock/"),
        ("/_mock", "application/json;q=0.5 , text/html ; q=0.5", 307, "_mock/"),
        // Programs: as before there was a page.
        ("/", nil, 404, nil), ("/", "*/*", 404, nil), ("/", "text/html;q=0", 404, nil), ("/_mock", nil, 200, nil),
        ("/_mock", "application/json", 200, nil), ("/_mock", "text/html;q=0.4, application/json;q=0.5", 200, nil),
        ("/_mock", "text/html;q=0.4, application/*;q=0.5", 200, nil), ("/_mock/", "text/html;q=0.4, */*", 200, nil),
        ("/_mock", "text/html;q=high", 200, nil), ("/_mock/", "*/*", 200, nil), ("/_mock//", browser, 200, nil),
        ("/api", browser, 404, nil), ("/nothing", browser, 404, nil), ("/_mock/nothing", browser, 404, nil),
    ]

    @Test("opens for a browser at the mock's address, and for no program", arguments: openings)
    func opening(_ row: (path: String, accept: String?, status: Int, location: String?)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", row.path, headers: row.accept.map { ["Accept": $0] } ?? [:])
            #expect(reply.status == row.status)
            #expect(reply.headers["location"] == row.location)
            let isPage = row.path == "/_mock/" && row.accept == Self.browser
            #expect(reply.headers["content-type"]?.hasPrefix("text/html") ?? false == isPage)
            #expect(
                row.path.hasPrefix("/_mock/n") || row.status == 404
                    || reply.headers["vary"]?.hasSuffix("Accept") == true)
            // Opening the page is no request of a client under test.
            let recorded = try await mock.control("GET", "/requests")["total"]?.integer
            #expect(recorded == (row.status == 404 && !row.path.hasPrefix("/_mock") ? 1 : 0))
        }
    }

    @Test("opens without the token, which the list of calls needs") func openingWithToken() async throws {
        var options = ControlPlaneConfiguration()
        options.access.token = "secret"
        options.access.origins = [try #require(WebOrigin("http://localhost:5173"))]
        try await withMock(options) { mock in
            for (path, status) in [("/", 307), ("/_mock", 307), ("/_mock/", 200)] {
                let reply = try await mock.call("GET", path, headers: ["Accept": Self.browser])
                #expect(reply.status == status, "\(path)")
                #expect(reply.headers["vary"]?.hasSuffix("Origin, Accept") == true)
            }
            let list = try await mock.call("GET", "/_mock")
            #expect(list.status == 401)
        }
    }

    @Test("does not open under another name of this machine, nor where the control plane is off")
    func refusedOpening() async throws {
        try await withMock { mock in
            for (path, status) in [("/", 404), ("/_mock/", 403)] {
                let fields = ["Accept": Self.browser, "Host": "evil.example"]
                let reply = try await mock.call("GET", path, headers: fields)
                #expect(reply.status == status, "\(path)")
            }
        }
        var options = ControlPlaneConfiguration()
        options.access.switchOff = .wanted
        try await withMock(options) { mock in
            for (path, status) in [("/", 404), ("/_mock/", 403)] {
                let reply = try await mock.call("GET", path, headers: ["Accept": Self.browser])
                #expect(reply.status == status, "\(path)")
            }
        }
    }
}
