import Foundation
import JSON
import TestSupport
import Testing

/// A pair of `fixtures/requests/NAME.http` and `fixtures/responses/NAME.http`.
///
/// A request file contains the request as text, without the header fields `Host` and `Content-Length`. It may start
/// with directives: `# after: NAME` sends the request of that fixture first, and several of them are sent in their order.
/// `# strict` starts the mock with `--strict`, `# max-body-bytes: N` starts the mock with that limit,
/// `# lead-list: FORM` starts it with that form, `# balance: N` starts it with that balance of every account, `# calls`
/// starts it with the campaign, leads and calls of `fixtures/calls.json` beside the demo data.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let precedents: [String]
    let isStrict: Bool
    let maximumBodyBytes: Int?
    let leadList: String?
    let balance: Int64?
    let hasCalls: Bool
    let requestLine: String
    let headers: [String]
    let body: String
    let expected: Expected

    struct Expected: Sendable {
        let status: String
        let headers: [(name: String, value: String)]
        let body: JSONValue?
    }

    var testDescription: String { name }

    static let directory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures")

    /// All fixtures, sorted by name.
    static func all() throws -> [Fixture] {
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: "requests").path)
        return try files.filter { $0.hasSuffix(".http") }.sorted().map { try Fixture(String($0.dropLast(5))) }
    }

    init(_ name: String) throws {
        self.name = name
        var request = try Self.text("requests/\(name).http")[...]
        var precedents: [String] = []
        var isStrict = false
        var maximumBodyBytes: Int?
        var leadList: String?
        var balance: Int64?
        var hasCalls = false
        while request.first == "#" {
            let note = Self.line(from: &request).dropFirst(2)
            if note.hasPrefix("after: ") { precedents.append(String(note.dropFirst(7))) }
            if note == "strict" { isStrict = true }
            if note == "calls" { hasCalls = true }
            if note.hasPrefix("max-body-bytes: ") { maximumBodyBytes = Int(note.dropFirst(16)) }
            if note.hasPrefix("lead-list: ") { leadList = String(note.dropFirst(11)) }
            if note.hasPrefix("balance: ") { balance = Int64(note.dropFirst(9)) }
        }
        self.precedents = precedents
        self.isStrict = isStrict
        self.maximumBodyBytes = maximumBodyBytes
        self.leadList = leadList
        self.balance = balance
        self.hasCalls = hasCalls
        requestLine = Self.line(from: &request)
        headers = Self.head(from: &request)
        body = String(request)

        var response = try Self.text("responses/\(name).http")[...]
        let status = Self.line(from: &response)
        let fields = Self.head(from: &response).map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: String(parts[0]), value: String(parts[1].drop { $0 == " " }))
        }
        expected = Expected(
            status: status, headers: fields,
            body: response.isEmpty ? nil : try JSONReader.read(Array(response.utf8).span))
    }

    /// The request's bytes with CR LF line ends, `Host` and `Content-Length`.
    var wire: String {
        let lines = ["\(requestLine) HTTP/1.1", "Host: localhost", "Content-Length: \(body.utf8.count)"] + headers
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// The demo data with what the directives add; `nil` without such directives.
    var seed: [UInt8]? {
        get throws {
            guard balance != nil || hasCalls else { return nil }
            var seed = try Self.object("demo.json")
            if let balance {
                seed["accounts"] = .array(
                    try #require(seed["accounts"]?.array).map { account in
                        var account = account.object ?? [:]
                        account["balance"] = .integer(balance)
                        return .object(account)
                    })
            }
            if hasCalls {
                for member in try Self.object("calls.json").members { seed[member.name] = member.value }
            }
            return JSONValue.object(seed).encoded()
        }
    }

    private static func object(_ path: String) throws -> JSONObject {
        let text = try Data(contentsOf: directory.appending(path: path))
        return try #require(try JSONReader.read(Array(text).span).object)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: directory.appending(path: path)), as: UTF8.self)
    }

    private static func line(from text: inout Substring) -> String {
        let line = text.prefix { $0 != "\n" }
        text = text.dropFirst(line.count + 1)
        return String(line)
    }

    private static func head(from text: inout Substring) -> [String] {
        var lines: [String] = []
        while let first = text.first, first != "\n" { lines.append(line(from: &text)) }
        text = text.dropFirst()
        return lines
    }
}
