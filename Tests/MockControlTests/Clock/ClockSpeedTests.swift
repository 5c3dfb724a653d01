import Base
import JSON
import Testing
import Validation

@testable import MockControl

/// The forms of a change, tried without a server: at a machine's time that each row knows.
@Suite("calling.md §1: a change of the clock") struct ClockSpeedTests {
    /// 2026-02-23T10:00:00.7Z
    static let now = UnixTime(microseconds: 1_771_840_800_700_000)
    static let second: Int64 = 1_771_840_800
    /// It began 10 s ago at 5,000,000 and shows 5,000,600.
    static let fast = ClockMode.running(
        RunningClock(5_000_000, since: UnixTime(microseconds: 1_771_840_790_700_000), speed: 60))

    static func running(_ moment: Int64, _ speed: Int64) -> ClockMode {
        .running(RunningClock(moment, since: now, speed: speed))
    }

    static func change(_ body: String) throws -> ClockChange {
        let object = try #require(try JSONReader.read(Array(body.utf8).span).object)
        return try ClockChange(try ControlBody(object, ClockChange.fields))
    }

    struct Row: CustomTestStringConvertible {
        let body: String
        let before, after: ClockMode
        var testDescription: String { "\(body) of \(before)" }

        init(_ body: String, _ before: ClockMode, _ after: ClockMode) {
            self.body = body
            self.before = before
            self.after = after
        }
    }

    @Test(
        "with a speed, or none",
        arguments: [
            // From the moment that the clock shows.
            Row(#"{"mode":"offset","speed":60}"#, .real, running(second, 60)),
            Row(#"{"mode":"offset","speed":60}"#, .offset(seconds: -5), running(second - 5, 60)),
            Row(#"{"mode":"offset","speed":60}"#, .frozen(at: 7), running(7, 60)),
            Row(#"{"mode":"offset","speed":60}"#, fast, running(5_000_600, 60)),
            Row(#"{"mode":"offset","speed":1}"#, fast, .offset(seconds: 5_000_600 - second)),
            Row(#"{"mode":"offset","speed":1}"#, .real, .offset(seconds: 0)),
            Row(#"{"mode":"offset"}"#, .frozen(at: 7), .offset(seconds: 7 - second)),
            Row(#"{"mode":"offset"}"#, fast, .offset(seconds: 5_000_600 - second)),
            // The speed alone.
            Row(#"{"speed":100000}"#, .real, running(second, 100_000)),
            Row(#"{"speed":2}"#, .offset(seconds: 9), running(second + 9, 2)),
            Row(#"{"speed":60}"#, .frozen(at: 7), running(7, 60)),
            Row(#"{"speed":1}"#, .frozen(at: 7), .offset(seconds: 7 - second)),
            Row(#"{"speed":2}"#, fast, running(5_000_600, 2)),
            Row(#"{"speed":60}"#, fast, fast),
            Row(#"{"speed":1}"#, .real, .real),
            Row(#"{"speed":1}"#, .offset(seconds: 9), .offset(seconds: 9)),
            Row(#"{"mode":null,"speed":60,"now":null}"#, .real, running(second, 60)),
            // From another moment.
            Row(#"{"mode":"offset","now":"1970-01-01T00:00:10Z","speed":60}"#, fast, running(10, 60)),
            Row(#"{"now":"1970-01-01T00:00:10Z","speed":60}"#, .frozen(at: 7), running(10, 60)),
            Row(#"{"mode":"offset","offset_seconds":-10,"speed":60}"#, .real, running(second - 10, 60)),
            Row(#"{"offset_seconds":-10,"speed":60}"#, .real, running(second - 10, 60)),
            Row(#"{"mode":"offset","offset_seconds":-10,"speed":1}"#, fast, .offset(seconds: -10)),
            Row(#"{"mode":"offset","now":"1970-01-01T00:00:10Z"}"#, fast, .offset(seconds: 10 - second)),
            // What else happens to a clock with a speed.
            Row(#"{"mode":"frozen"}"#, fast, .frozen(at: 5_000_600)),
            Row(#"{"mode":"real"}"#, fast, .real),
            Row(#"{"advance":"1m"}"#, fast, running(5_000_660, 60)),
            Row(#"{"advance":-600}"#, fast, running(5_000_000, 60)),
            Row(#"{"speed":60,"advance":"1m"}"#, .frozen(at: 7), running(67, 60)),
            Row(#"{"now":"1970-01-01T00:00:10Z","advance":"1m"}"#, fast, .frozen(at: 70)),
        ])
    func speeds(_ row: Row) throws {
        let change = try Self.change(row.body)
        #expect(change.advanceTo == nil)
        #expect(try change.mode(from: row.before, machineTime: Self.now) == row.after)
    }

    @Test(
        "up to where calls begin or end, alone or after it was set",
        arguments: [
            (#"{"advance_to":"next"}"#, ClockChange(advanceTo: .next)),
            (#"{"advance_to":"idle"}"#, ClockChange(advanceTo: .idle)),
            (#"{"advance":null,"advance_to":"idle"}"#, ClockChange(advanceTo: .idle)),
            (#"{"mode":"frozen","advance_to":"next"}"#, ClockChange(.frozen(at: nil), advanceTo: .next)),
            (#"{"speed":60,"advance_to":"next"}"#, ClockChange(.speed(60), advanceTo: .next)),
        ])
    func goals(_ row: (body: String, change: ClockChange)) throws {
        #expect(try Self.change(row.body) == row.change)
        #expect(try ClockChange(advanceTo: .idle).mode(from: Self.fast, machineTime: Self.now) == Self.fast)
    }

    struct Refusal: CustomTestStringConvertible {
        let body, member, message: String
        var testDescription: String { body }

        init(_ body: String, _ member: String, _ message: String) {
            self.body = body
            self.member = member
            self.message = message
        }
    }

    @Test(
        "is refused in one line that says what to do",
        arguments: [
            Refusal(#"{"speed":0}"#, "speed", "The speed field must be between 1 and 100000."),
            Refusal(#"{"mode":"offset","speed":100001}"#, "speed", "The speed field must be between 1 and 100000."),
            Refusal(#"{"speed":-60}"#, "speed", "The speed field must be between 1 and 100000."),
            Refusal(#"{"speed":1.5}"#, "speed", "The speed field must be an integer."),
            Refusal(#"{"speed":"fast"}"#, "speed", "The speed field must be an integer."),
            Refusal(
                #"{"mode":"frozen","speed":60}"#, "speed",
                "The speed field cannot be combined with the mode frozen: send the mode offset or no mode."),
            Refusal(
                #"{"mode":"real","speed":1}"#, "speed",
                "The speed field cannot be combined with the mode real: send the mode offset or no mode."),
            Refusal(
                #"{"now":"2026-02-23T10:00:00Z","offset_seconds":1,"speed":2}"#, "offset_seconds",
                "The offset_seconds field requires the mode offset and cannot be combined with now."),
            Refusal(
                #"{"offset_seconds":-9000000000,"speed":60}"#, "offset_seconds",
                "The offset_seconds field sets the clock outside the years 1970 to 9999."),
            Refusal(
                #"{"now":"9999-12-31T23:59:59Z","speed":60,"advance":1}"#, "advance",
                "The advance field sets the clock outside the years 1970 to 9999."),
            Refusal(
                #"{"advance":60,"advance_to":"next"}"#, "advance_to",
                "The advance_to field cannot be combined with advance: send one of the two."),
            Refusal(
                #"{"advance_to":"end"}"#, "advance_to",
                "The selected advance to is invalid. It must be one of: next, idle."),
            Refusal(
                #"{"advance_to":1}"#, "advance_to", "The selected advance to is invalid. It must be one of: next, idle."
            ),
        ])
    func refused(_ row: Refusal) throws {
        let error = #expect(throws: ControlRefusal.self) {
            try Self.change(row.body).mode(from: .real, machineTime: Self.now)
        }
        guard case .invalid(let errors) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(errors.body()["errors"]?[row.member] == [.string(row.message)], "\(errors.body())")
    }
}

@Suite("calling.md §1: the clock's answers") struct ClockAnswerTests {
    static let path = "/accounts/demo/clock"

    @Test(
        "have a speed where it is not 1, how far the clock is ahead now, and what was simulated",
        arguments: [false, true])
    func answers(ofAccount isAccount: Bool) async throws {
        try await withMock { mock async throws in
            let path = isAccount ? Self.path : "/clock"
            let shared = isAccount ? ["shared"] : []
            let reply = try await mock.control("PUT", path, #"{"now":"2100-01-01T00:00:00Z","speed":60}"#)
            #expect(
                reply.object?.members.map(\.name)
                    == ["mode", "now"] + shared + ["offset_seconds", "speed", "simulated"])
            #expect(reply["mode"] == "offset" && reply["speed"] == 60)
            #expect(reply["now"] == "2100-01-01T00:00:00.000000Z")
            #expect(
                reply["simulated"]
                    == ["calls": 0, "leads": 0, "webhooks": 0, "until": "2100-01-01T00:00:00.000000Z"])
            let read = try await mock.control("GET", path)
            #expect(read["simulated"] == nil && read["speed"] == 60)
            let (now, before) = (try #require(read["now"]?.string), try #require(reply["now"]?.string))
            #expect(now >= before)
            // The difference of two whole seconds, of which the machine's may have come first.
            let (offset, former) = (read["offset_seconds"]?.integer, reply["offset_seconds"]?.integer)
            #expect(try #require(offset) >= (try #require(former)) - 1)
            let slow = try await mock.control("PUT", path, #"{"speed":1}"#)
            #expect(slow["mode"] == "offset" && slow["speed"] == nil && slow["offset_seconds"] != nil)
        }
    }

    @Test("show a clock that goes faster than the machine's, and dates campaigns") func fast() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", Self.path, #"{"mode":"offset","now":"2100-01-01T00:00:00Z","speed":100000}"#)
            let created = try await mock.create().json["data"]?["created_at"]?.string
            #expect(created ?? "" > "2100-01-01T00:00:00.000000Z")
            // However little of the machine's time has passed, it is more than ten microseconds.
            let now = try await mock.control("GET", Self.path)["now"]?.string
            #expect(now ?? "" > created ?? "~")
            #expect(try await mock.control("GET", "/clock")["mode"] == "real")
        }
    }

    @Test("leave the clock where it stands when nothing is due", arguments: ["next", "idle"])
    func nothingDue(_ goal: String) async throws {
        try await withMock { mock async throws in
            for path in ["/clock", Self.path] {
                try await mock.control("PUT", path, #"{"now":"2026-02-23T10:00:00Z"}"#)
                let reply = try await mock.control("PUT", path, #"{"advance_to":"\#(goal)"}"#)
                #expect(reply["mode"] == "frozen" && reply["now"] == "2026-02-23T10:00:00.000000Z")
                #expect(reply["simulated"]?["until"] == reply["now"])
            }
        }
    }

    @Test("are events without what was simulated") func events() async throws {
        try await withMock { mock async throws in
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            for path in ["/clock", Self.path] {
                try await mock.control("PUT", path, #"{"now":"2100-01-01T00:00:00Z","speed":60}"#)
                let event = try await reader.next("clock")
                #expect(event.data["speed"] == 60 && event.data["simulated"] == nil)
                #expect(event.data["account"]?.string == (path == "/clock" ? nil : "demo"))
            }
        }
    }
}
