import CampaignMock
import Foundation
import TestSupport
import Testing

@testable import campaign_mock

@Suite("Access log at a terminal") struct TerminalTests {
    private static let plain = TerminalStyle(environment: [:], columns: nil)
    private static let coloured = TerminalStyle(environment: ["TERM": "xterm-256color"], columns: 100)

    @Test("has one aligned line for each request, with at most 100 columns")
    func aligned() {
        var long = entry(target: "/" + String(repeating: "long/", count: 30), status: 404)
        long.account = "an account with quite a long name"
        let entries = [entry(), long, entry(method: "UPDATEREDIRECTREF", duration: .seconds(3_600))]
        let lines = entries.map { TerminalAccessLine(entry: $0, time: "14:03:22", style: Self.plain).text }
        let padding = String(repeating: " ", count: 36 + 15)
        #expect(lines[0] == "14:03:22 201 POST    /api/user/campaign" + padding + "   0.84 ms\n")
        #expect(lines[1].hasPrefix("14:03:22 404 POST    /long/long/"))
        #expect(lines[1].hasSuffix("/lo… an account wi…   0.84 ms\n"))
        #expect(lines[2].hasPrefix("14:03:22 201 UPDATE… /api/user/campaign "))
        #expect(lines.allSatisfy { $0.count == 101 }, "\(lines)")
    }

    @Test("shows errors, warnings and faults on indented lines")
    func details() {
        var entry = entry(status: 422)
        entry.body = Array(
            #"{"message":"The given data was invalid.","errors":{"name":["The name field is required.","More."],"a":["b"]}}"#
                .utf8)
        entry.warnings = ["The nmae field is unknown."]
        entry.fault = "fault-1"
        let lines = TerminalAccessLine(entry: entry, time: "14:03:22", style: Self.plain).text.split(separator: "\n")
        let indent = String(repeating: " ", count: 13)
        #expect(
            lines.dropFirst() == [
                "\(indent)The name field is required.", "\(indent)b", "\(indent)warning: The nmae field is unknown.",
                "\(indent)fault fault-1",
            ])
    }

    @Test("shows the message of a 4xx response without errors, and nothing of other responses")
    func message() {
        var entry = entry(status: 401)
        entry.body = Array(#"{"message":"Unauthenticated."}"#.utf8)
        #expect(entry.problems == ["Unauthenticated."])
        entry.body = Array("<h1>Gone</h1>".utf8)
        #expect(entry.problems.isEmpty)
        entry.status = 201
        entry.body = Array(#"{"message":"Campaign created successfully"}"#.utf8)
        #expect(entry.problems.isEmpty)
    }

    @Test("shows five warnings and the number of the rest")
    func manyProblems() {
        var entry = entry()
        entry.warnings = (1...8).map { "\($0)" }
        let lines = TerminalAccessLine(entry: entry, time: "14:03:22", style: Self.plain).text.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.last?.hasSuffix(" and 3 more") == true)
    }

    @Test("colours the status and dims calls of the control plane")
    func colours() {
        let answered = TerminalAccessLine(entry: entry(), time: "14:03:22", style: Self.coloured).text
        #expect(answered.hasPrefix("\u{1B}[2m14:03:22\u{1B}[0m \u{1B}[32m201\u{1B}[0m POST "))
        let refused = TerminalAccessLine(entry: entry(status: 422), time: "14:03:22", style: Self.coloured).text
        #expect(refused.contains("\u{1B}[33m422\u{1B}[0m"))
        var control = entry(method: "GET", target: "/_mock/state", status: 200)
        control.isControlCall = true
        let dimmed = TerminalAccessLine(entry: control, time: "14:03:22", style: Self.coloured).text
        #expect(dimmed.contains("\u{1B}[2mGET     /_mock/state "))
    }

    @Test("shows the client's address when the HTTP server refused the request")
    func refusal() {
        var refused = AccessLogEntry(
            method: nil, target: nil, peer: "127.0.0.1:49152", status: 400, duration: nil)
        refused.refusal = "a line of the head is no field"
        let lines = TerminalAccessLine(entry: refused, time: "14:03:22", style: Self.plain).text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("14:03:22 400 -       from 127.0.0.1:49152 ") == true)
        #expect(lines.last == "             a line of the head is no field")
        refused.method = "GET"
        refused.target = "/a"
        let known = TerminalAccessLine(entry: refused, time: "14:03:22", style: Self.plain).text.split(separator: "\n")
        #expect(known.first?.hasPrefix("14:03:22 400 GET     /a  ") == true)
        #expect(known.last == "             a line of the head is no field (from 127.0.0.1:49152)")
    }

    @Test(
        "has no colours when the environment switches colours off",
        arguments: [
            ([:], false), (["TERM": "dumb"], false), (["TERM": "xterm"], true),
            (["TERM": "xterm", "NO_COLOR": ""], true),
            (["TERM": "xterm", "NO_COLOR": "1"], false),
        ] as [([String: String], Bool)])
    func environment(_ environment: [String: String], isColoured: Bool) {
        #expect(TerminalStyle(environment: environment, columns: nil).isColoured == isColoured)
    }

    @Test("takes 80 to 120 columns of the terminal", arguments: [(40, 80), (90, 90), (300, 120), (nil, 100)])
    func width(_ columns: Int?, _ width: Int) {
        #expect(TerminalStyle(environment: [:], columns: columns).width == width)
    }

    @Test(
        "pads text by its width in columns, and replaces control characters",
        arguments: [
            ("abc", "abc  "), ("abcdefg", "abcd…"), ("電話番号", "電話…"), ("電話", "電話 "), ("e\u{301}e", "e\u{301}e   "),
            ("a\u{1B}[2J", "a\u{FFFD}[2J"), ("\u{202E}a\n\u{85}", "\u{FFFD}a\u{FFFD}\u{FFFD} "), ("abcde", "abcde"),
        ])
    func columns(_ text: String, _ shown: String) {
        #expect(TerminalText.padded(text, to: 5) == shown)
    }

    @Test(
        "breaks long text between words",
        arguments: [
            ("one two three", ["one two", "three"]), ("one two", ["one two"]), ("eleventhly one", ["elevent…"]),
            ("one two three four five", ["one two", "three", "four fi…"]), ("a seventhly b", ["a", "seventh…"]),
            ("", [""]),
        ])
    func wrapped(_ text: String, _ lines: [String]) {
        #expect(TerminalText.wrapped(text, to: 8, lines: 3) == lines)
    }

    @Test(
        "shows milliseconds with fewer decimals for longer durations",
        arguments: [
            (.microseconds(8), " 0.00 ms"), (.microseconds(9_990), " 9.99 ms"), (.microseconds(12_340), " 12.3 ms"),
            (.milliseconds(1_004), " 1004 ms"),
        ] as [(Duration, String)])
    func duration(_ duration: Duration, _ text: String) {
        let line = TerminalAccessLine(entry: entry(duration: duration), time: "14:03:22", style: Self.plain).text
        #expect(line.hasSuffix(text + "\n"))
    }

    #if os(Linux)
    @Test("is the program's output when standard error is a terminal")
    func program() async throws {
        let terminal = try #require(PseudoTerminal())
        let program = try Program(
            ["--port", "0", "--in-memory"], environment: ["TERM": "xterm", "NO_COLOR": ""],
            standardError: .file(terminal.path))
        let port = try await program.port()
        _ = try await MockRequest(body: #"{"nmae":1,"name":"x","assistant_id":127}"#).send(toPort: port)
        _ = try await MockRequest(key: "bad").send(toPort: port)
        program.send(SIGTERM)
        #expect(await program.exitStatus() == 0)
        let lines = terminal.readAll().split(separator: "\r\n")
        #expect(lines.count == 4, "\(lines)")
        #expect(lines.first?.contains("\u{1B}[32m201\u{1B}[0m POST    /api/user/campaign ") == true)
        #expect(lines.dropFirst().first?.contains("warning: The nmae field is unknown. Did you mean name?") == true)
        #expect(lines.last?.hasSuffix("             Unauthenticated.") == true)
    }
    #endif

    private func entry(
        method: String = "POST", target: String = "/api/user/campaign", status: Int = 201,
        duration: Duration = .microseconds(840)
    ) -> AccessLogEntry {
        AccessLogEntry(method: method, target: target, status: status, duration: duration)
    }
}

#if os(Linux)
/// A pseudoterminal whose output the test reads.
private final class PseudoTerminal {
    // The ioctl numbers of TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)). The Glibc module does not declare posix_openpt(3),
    // because glibc hides the function behind a feature macro.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private let master: Int32
    let path: String

    init?() {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, Self.setLock, &lock) == 0, ioctl(master, Self.getNumber, &number) == 0
        else { return nil }
        path = "/dev/pts/\(number)"
    }

    deinit { close(master) }

    /// Reads all output after the program has ended. On Linux, read(2) fails with EIO after the last byte.
    func readAll() -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(master, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
        return String(decoding: text, as: UTF8.self)
    }
}
#endif
