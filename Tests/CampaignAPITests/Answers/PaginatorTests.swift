import HTTPServer
import HTTPWire
import JSON
import Testing
import Validation

@testable import CampaignAPI

@Suite("life.md §1: pages") struct PaginatorTests {
    struct Row: CustomTestStringConvertible {
        let current: Int64
        let last: Int64
        /// The labels between previous and next, joined by blanks; the active one in brackets.
        let labels: String
        var testDescription: String { "page \(current) of \(last)" }
    }

    @Test(
        "link to the pages that the framework's window shows",
        arguments: [
            Row(current: 1, last: 1, labels: "[1]"),
            Row(current: 1, last: 2, labels: "[1] 2"),
            Row(current: 2, last: 2, labels: "1 [2]"),
            Row(current: 4, last: 7, labels: "1 2 3 [4] 5 6 7"),
            Row(current: 1, last: 13, labels: "[1] 2 3 4 5 6 7 8 9 10 11 12 13"),
            Row(current: 13, last: 13, labels: "1 2 3 4 5 6 7 8 9 10 11 12 [13]"),
            Row(current: 1, last: 14, labels: "[1] 2 3 4 5 6 7 8 9 10 ... 13 14"),
            Row(current: 7, last: 14, labels: "1 2 3 4 5 6 [7] 8 9 10 ... 13 14"),
            Row(current: 8, last: 14, labels: "1 2 ... 5 6 7 [8] 9 10 11 12 13 14"),
            Row(current: 14, last: 14, labels: "1 2 ... 5 6 7 8 9 10 11 12 13 [14]"),
            Row(current: 7, last: 15, labels: "1 2 3 4 5 6 [7] 8 9 10 ... 14 15"),
            Row(current: 8, last: 15, labels: "1 2 ... 5 6 7 [8] 9 10 11 ... 14 15"),
            Row(current: 9, last: 15, labels: "1 2 ... 6 7 8 [9] 10 11 12 13 14 15"),
            Row(current: 7, last: 20, labels: "1 2 3 4 5 6 [7] 8 9 10 ... 19 20"),
            Row(current: 8, last: 20, labels: "1 2 ... 5 6 7 [8] 9 10 11 ... 19 20"),
            Row(current: 13, last: 20, labels: "1 2 ... 10 11 12 [13] 14 15 16 ... 19 20"),
            Row(current: 14, last: 20, labels: "1 2 ... 11 12 13 [14] 15 16 17 18 19 20"),
            Row(current: 1, last: 100, labels: "[1] 2 3 4 5 6 7 8 9 10 ... 99 100"),
            Row(current: 50, last: 100, labels: "1 2 ... 47 48 49 [50] 51 52 53 ... 99 100"),
            Row(current: 100, last: 100, labels: "1 2 ... 91 92 93 94 95 96 97 98 99 [100]"),
            // Beyond the end no page is active.
            Row(current: 2, last: 1, labels: "1"),
            Row(current: 99, last: 3, labels: "1 2 3"),
            Row(current: 15, last: 14, labels: "1 2 ... 5 6 7 8 9 10 11 12 13 14"),
            Row(current: .max, last: 20, labels: "1 2 ... 11 12 13 14 15 16 17 18 19 20"),
        ])
    func window(_ row: Row) throws {
        let page = PageRequest(number: row.current, size: 1)
        let body = try Self.body(page, total: row.last, rows: 0)
        let links = try #require(body["links"]?.array)
        let labels = links.dropFirst().dropLast().map { link in
            let label = link["label"]?.string ?? ""
            return link["active"] == true ? "[\(label)]" : label
        }
        #expect(labels.joined(separator: " ") == row.labels)
        for link in links.dropFirst().dropLast() {
            let label = try #require(link["label"]?.string)
            let url: JSONValue = label == "..." ? .null : .string("http://localhost/user/leads?page=\(label)")
            #expect(link["url"] == url)
        }
    }

    @Test("have the paginator's members in its order")
    func members() throws {
        let text = try Self.text(PageRequest(number: 2, size: 3), total: 8, rows: 3)
        let url = "http://localhost/user/leads"
        #expect(
            text == #"{"current_page":2,"data":[0,1,2],"first_page_url":"\#(url)?page=1","from":4,"last_page":3,"#
                + #""last_page_url":"\#(url)?page=3","links":[{"url":"\#(url)?page=1","label":"&laquo; Previous","#
                + #""active":false},{"url":"\#(url)?page=1","label":"1","active":false},{"url":"\#(url)?page=2","#
                + #""label":"2","active":true},{"url":"\#(url)?page=3","label":"3","active":false},"#
                + #"{"url":"\#(url)?page=3","label":"Next &raquo;","active":false}],"#
                + #""next_page_url":"\#(url)?page=3","path":"\#(url)","per_page":3,"#
                + #""prev_page_url":"\#(url)?page=1","to":6,"total":8}"#)
    }

    struct Ends: CustomTestStringConvertible {
        let current: Int64
        let total: Int64
        let rows: Int
        /// `from`, `to`, `last_page`, and the page numbers of the previous and the next URL.
        let expected: [Int64?]
        var testDescription: String { "page \(current) of \(total) rows" }
    }

    @Test(
        "count the rows and name the pages beside them",
        arguments: [
            Ends(current: 1, total: 0, rows: 0, expected: [nil, nil, 1, nil, nil]),
            Ends(current: 1, total: 1, rows: 1, expected: [1, 1, 1, nil, nil]),
            Ends(current: 1, total: 15, rows: 15, expected: [1, 15, 1, nil, nil]),
            Ends(current: 1, total: 16, rows: 15, expected: [1, 15, 2, nil, 2]),
            Ends(current: 2, total: 16, rows: 1, expected: [16, 16, 2, 1, nil]),
            Ends(current: 3, total: 16, rows: 0, expected: [nil, nil, 2, 2, nil]),
            Ends(current: 9, total: 0, rows: 0, expected: [nil, nil, 1, 8, nil]),
            Ends(current: .max, total: 16, rows: 0, expected: [nil, nil, 2, .max - 1, nil]),
        ])
    func ends(_ row: Ends) throws {
        let body = try Self.body(PageRequest(number: row.current, size: 15), total: row.total, rows: row.rows)
        func page(_ name: String) -> Int64? {
            body[name]?.string.flatMap { $0.split(separator: "=").last }.flatMap { Int64($0) }
        }
        #expect(
            [
                body["from"]?.integer, body["to"]?.integer, body["last_page"]?.integer, page("prev_page_url"),
                page("next_page_url"),
            ] == row.expected)
        #expect(body["links"]?.array?.first?["url"] == body["prev_page_url"])
        #expect(body["links"]?.array?.last?["url"] == body["next_page_url"])
        #expect(body["current_page"]?.integer == row.current)
        #expect(body["total"]?.integer == row.total)
    }

    @Test(
        "have URLs with the request's host and path, without its query",
        arguments: [
            ("/api/user/leads?status=created&page=2", "127.0.0.1:7357", "http://127.0.0.1:7357/api/user/leads"),
            ("/user/leads", "Mock.Example:8080", "http://mock.example:8080/user/leads"),
            ("//user///leads//?", "[::1]:80", "http://[::1]/user/leads"),
            ("/%75ser/leads", "localhost:8080", "http://localhost:8080/%75ser/leads"),
            ("http://other.example/user/leads", "localhost", "http://other.example/user/leads"),
        ])
    func url(_ target: String, _ host: String, _ url: String) throws {
        let body = try Self.body(PageRequest(number: 1, size: 15), total: 0, rows: 0, target: target, host: host)
        #expect(body["path"]?.string == url)
        #expect(body["first_page_url"]?.string == url + "?page=1")
    }

    @Test(
        "are the page that PHP's FILTER_VALIDATE_INT reads, otherwise page 1",
        arguments: [
            ("2", 2), ("+2", 2), ("\u{a0}2 ", 2), ("9223372036854775807", .max), ("02", 1), ("0", 1), ("-1", 1),
            ("+0", 1), ("", 1), ("two", 1), ("2.0", 1), ("1e1", 1), ("0x2", 1), ("9223372036854775808", 1),
            ("\u{662}", 1),
        ] as [(String, Int64)])
    func number(_ text: String, _ number: Int64) throws {
        let report = Validator(PageRequest.fields).validate(["page": .string(text)])
        #expect(report.isValid)
        #expect(PageRequest(report) == PageRequest(number: number, size: 15))
    }

    @Test("are page 1 for a list or an object", arguments: [["2"], ["a": "2"], [], true, .null] as [JSONValue])
    func oddNumber(_ value: JSONValue) throws {
        let report = Validator(PageRequest.fields).validate(["page": value])
        #expect(report.isValid)
        #expect(PageRequest(report).number == 1)
    }

    @Test(
        "have at most 100 rows",
        arguments: [
            ("1", 1, []), ("100", 100, []), (nil, 10, []), ("", 10, []),
            ("0", nil, ["The per page field must be at least 1."]),
            ("101", nil, ["The per page field must not be greater than 100."]),
            ("x", nil, ["The per page field must be an integer."]),
            ("1.5", nil, ["The per page field must be an integer."]),
        ] as [(String?, Int64?, [String])])
    func size(_ row: (text: String?, size: Int64?, messages: [String])) throws {
        let members: JSONObject = row.text.map { ["per_page": .string($0)] } ?? [:]
        let report = Validator(PageRequest.fields).validate(members)
        #expect(report.errors["per_page"] == row.messages)
        if let size = row.size { #expect(PageRequest(report, defaultSize: 10).size == size) }
    }

    @Test("start behind the rows before them, also where that number does not fit 64 bits")
    func offset() {
        #expect(PageRequest(number: 1, size: 15).offset == 0)
        #expect(PageRequest(number: 6000, size: 15).offset == 89_985)
        #expect(PageRequest(number: .max, size: 1).offset == .max - 1)
        #expect(PageRequest(number: .max, size: 2).offset == .max)
    }

    private static func text(
        _ page: PageRequest, total: Int64, rows: Int, target: String = "/user/leads", host: String = "localhost"
    ) throws -> String {
        var decoder = RequestDecoder()
        Array("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8).withUnsafeBytes { decoder.append($0) }
        while true {
            guard case .request(let decoded) = try decoder.next() else { continue }
            let request = Request(head: decoded.head, body: decoded.body)
            let response = Paginator(page, of: request, CampaignOptions()).response(
                Array(0..<Int64(rows)), total: total
            ) { row, writer in
                writer.integer(row)
            }
            guard case .bytes(let bytes) = response.body else { return "" }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func body(
        _ page: PageRequest, total: Int64, rows: Int, target: String = "/user/leads", host: String = "localhost"
    ) throws -> JSONValue {
        try JSONReader.read(Array(try text(page, total: total, rows: rows, target: target, host: host).utf8).span)
    }
}
