import Forms
import JSON
import Testing

@Suite("Multipart forms (life.md §1)") struct MultipartFormTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription, body, members: String
        var files: [String] = []

        init(_ description: String, _ body: String, _ members: String, files: [String] = []) {
            testDescription = description
            self.body = body
            self.members = members
            self.files = files
        }
    }

    private static func part(_ parameters: String, _ content: String, end: String = "\r\n") -> String {
        ["--b", "Content-Disposition: form-data; \(parameters)", "", content, ""].joined(separator: end)
    }

    static let rows = [
        Row("a field", part("name=\"a\"", "1") + "--b--\r\n", #"{"a":"1"}"#),
        Row("several fields", part("name=\"a\"", "1") + part("name=\"b\"", "2") + "--b--", #"{"a":"1","b":"2"}"#),
        Row(
            "names as PHP reads them", part("name=\"a[]\"", "1") + part("name=\"a[]\"", "2") + "--b--",
            #"{"a":["1","2"]}"#),
        Row("a dot in a name", part("name=\"a.b\"", "1") + "--b--", #"{"a_b":"1"}"#),
        Row("LF line ends", part("name=\"a\"", "1", end: "\n") + "--b--\n", #"{"a":"1"}"#),
        Row(
            "text before the first boundary", "preamble\r\n--bb\r\n" + part("name=\"a\"", "1") + "--b--", #"{"a":"1"}"#),
        Row("no line before the last boundary", part("name=\"a\"", "1") + "--b--", #"{"a":"1"}"#),
        Row(
            "no last boundary", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n",
            #"{"a":"1\r\n2"}"#),
        Row(
            "no line end at the end", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2",
            #"{"a":"1\r\n2"}"#),
        Row(
            "a beginning of the boundary at the end",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\r\n-", #"{"a":"1\r\n"}"#),
        Row("an empty value", part("name=\"a\"", "") + "--b--", #"{"a":""}"#),
        Row("no content at the end", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", #"{"a":""}"#),
        Row("line ends in a value", part("name=\"a\"", "1\r\n\r\n2\n") + "--b--", #"{"a":"1\r\n\r\n2\n"}"#),
        Row("a dash line in a value", part("name=\"a\"", "1\r\n--a\r\n-b") + "--b--", #"{"a":"1\r\n--a\r\n-b"}"#),
        Row(
            "a line that begins with the boundary ends a value and starts no part",
            part("name=\"a\"", "1\r\n--bx\r\n2") + part("name=\"c\"", "3") + "--b--", #"{"a":"1","c":"3"}"#),
        Row("escapes and pluses stay", part("name=\"a%20\"", "1+%41") + "--b--", #"{"a%20":"1+%41"}"#),
        Row("a name without quotes", part("name=a", "1") + part("name=c d", "2") + "--b--", #"{"a":"1","c":"2"}"#),
        Row("a name in single quotes", part("name='a'", "1") + "--b--", #"{"a":"1"}"#),
        Row("quotes and separators in a name", part(#"name="a\"b;c=d\\""#, "1") + "--b--", #"{"a\"b;c=d\\":"1"}"#),
        Row("another backslash stays", part(#"name="a\b""#, "1") + "--b--", #"{"a\\b":"1"}"#),
        Row("an unclosed quote", part(#"name="a"#, "1") + "--b--", #"{"a":"1"}"#),
        Row("parameters in any order and case", part("x=y; NAME=\"a\"", "1") + "--b--", #"{"a":"1"}"#),
        Row("the last of two names", part("name=a; name=c", "1") + "--b--", #"{"c":"1"}"#),
        Row(
            "further header fields",
            "--b\r\nContent-Type: text/plain\r\ncontent-disposition:form-data;name=a\r\nX: y\r\n\r\n1\r\n--b--",
            #"{"a":"1"}"#),
        Row(
            "a folded header field", "--b\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n--b--",
            #"{"a":"1"}"#),
        Row("a part without a disposition", "--b\r\nX: y\r\n\r\n1\r\n" + part("name=a", "2") + "--b--", #"{"a":"2"}"#),
        Row("a part without a name ends the form", part("x=y", "1") + part("name=a", "2") + "--b--", "{}"),
        Row("an empty name", part("name=\"\"", "1") + part("name=a", "2") + "--b--", #"{"a":"2"}"#),
        Row(
            "a file", part("name=\"a\"; filename=\"x.txt\"", "1") + part("name=\"c\"", "2") + "--b--", #"{"c":"2"}"#,
            files: ["a"]),
        Row("a file that was not chosen", part("name=\"a\"; filename=\"\"", "") + "--b--", "{}", files: ["a"]),
        Row(
            "a file without a name", part("filename=\"x\"", "1") + part("name=a", "2") + "--b--", #"{"a":"2"}"#,
            files: ["file"]),
        Row("a file named in another charset only", part("name=a; filename*=UTF-8''x", "1") + "--b--", #"{"a":"1"}"#),
        Row("a boundary with dashes only", "--b--\r\n", "{}"),
        Row("no boundary in the body", "a=1&b=2", "{}"),
        Row("a blank behind the boundary", "--b \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--", "{}"),
        Row("a part behind the last boundary", "--b--\r\n" + part("name=a", "1") + "--b--", #"{"a":"1"}"#),
    ]

    @Test("are read as PHP reads them", arguments: rows)
    func read(_ row: Row) throws {
        let fields = try MultipartForm.read(Array(row.body.utf8)[...], boundary: Array("b".utf8)[...])
        #expect(String(decoding: JSONValue.object(fields.members).encoded(), as: UTF8.self) == row.members)
        #expect(fields.losses == row.files.map { .file($0) })
    }

    @Test("keep the content of a file from the fields, and allow bytes in it that are not UTF-8")
    func binaryFile() throws {
        var body = Array(Self.part("name=f; filename=x", "").utf8.dropLast(2))
        body += [0xFF, 0x0A, 0x2D, 0x2D, 0x62, 0x0D] + Array("\r\n--b-\r\n".utf8)
        body += Array((Self.part("name=a", "1") + "--b--").utf8)
        let fields = try MultipartForm.read(body[...], boundary: Array("b".utf8)[...])
        #expect(fields.members == ["a": "1"])
        #expect(throws: FormNotUTF8.self) {
            try MultipartForm.read(
                (Array(Self.part("name=a", "").utf8.dropLast(2)) + [0xFF, 0x0D, 0x0A] + Array("--b--".utf8))[...],
                boundary: Array("b".utf8)[...])
        }
    }

    @Test("lose what is beyond 1,000 fields, and warn of 20 files at most")
    func limits() throws {
        let many = (0..<1_005).map { Self.part("name=a\($0)", "1") }.joined()
        let fields = try MultipartForm.read(Array(many.utf8)[...], boundary: Array("b".utf8)[...])
        #expect(fields.members.members.count == 1_000)
        #expect(fields.losses == [.fieldsFrom("a1000")])
        let files = (0..<1_005).map { Self.part("name=a\($0); filename=x", "1") }.joined()
        #expect(try MultipartForm.read(Array(files.utf8)[...], boundary: Array("b".utf8)[...]).losses.count == 20)
    }

    @Test(
        "take linear time for hostile bodies",
        arguments: [
            ("--b\r\n", "b"), ("--b\n\n", "b"),
            ("--b\r\nContent-Disposition: form-data; name=a; filename=\r\n\r\n", "b"),
            ("\n", "b"), ("\n-", "b"), ("\n--", "b"),
            ("\n" + String(repeating: "-", count: 5_000), String(repeating: "-", count: 6_000)),
            ("-", String(repeating: "-", count: 6_000)), ("--b\nContent-Disposition:\n", "b"),
        ])
    func hostile(_ unit: String, _ boundary: String) throws {
        let body = Array(String(repeating: unit, count: 262_144 / unit.utf8.count).utf8)[...]
        let time = try ContinuousClock().measure {
            _ = try MultipartForm.read(body, boundary: Array(boundary.utf8)[...]).members
        }
        // Linear time is 0.2 s at most, and quadratic time would be many minutes.
        #expect(time < .seconds(10))
    }

    @Test(
        "take linear time for a hostile disposition",
        arguments: [";", "=", "\"", "'", "\\", ";a=", "a;", ";name=", " ", "\r\n "])
    func hostileDisposition(_ unit: String) throws {
        let value = String(repeating: unit, count: 262_144 / unit.utf8.count)
        let body = Array("--b\r\nContent-Disposition: \(value)\r\n\r\n1\r\n--b--".utf8)[...]
        let time = try ContinuousClock().measure {
            _ = try MultipartForm.read(body, boundary: Array("b".utf8)[...]).members
        }
        // Linear time is 0.2 s at most, and quadratic time would be many minutes.
        #expect(time < .seconds(10))
    }
}
