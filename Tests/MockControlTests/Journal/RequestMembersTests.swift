import CampaignAPI
import JSON
import Testing

@testable import MockControl

@Suite("A recorded request that is read alone") struct RequestMembersTests {
    /// A body, and what is said of some members: the path, then the verdict with all that is said, in one line.
    static let bodies: [(body: String, said: [String: String])] = [
        (
            #"{"name":"  Spring ","assistant_id":"129","max_retries":9,"allowed_days":["monday","Friday"],"max_call_in_parallel":5}"#,
            [
                "name": #"valid "  Spring " taken as "Spring" [Text, up to 255]"#,
                "assistant_id":
                    #"valid "129" taken as 129 [Whole number] (The assistant id field was sent as a string where an integer is documented.)"#,
                "max_retries": "invalid 9 [1 to 5] The max retries field must be between 1 and 5. default 3",
                "allowed_days":
                    #"valid ["monday","Friday"] [List of days] default ["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]"#,
                "allowed_days.1": #"invalid "Friday" [In lower case] The selected allowed_days.1 is invalid."#,
                "max_call_in_parallel":
                    "unknown 5 (The max_call_in_parallel field is unknown. Did you mean max_calls_in_parallel?)",
                "timezone": #"not_sent [Time zone] default "America/New_York""#,
                "max_calls_in_parallel": "not_sent [1 to 10, by plan] default 3",
                "retry_interval": "not_sent [10 to 4320 minutes] default 60",
                "goal_completion_variable": "not_sent [Text, up to 255]",
            ]
        ),
        (
            #"{"max_retries":"","retry_interval":null,"retry_on_voicemail":"1","phone_number_ids":["1",2,"2",77]}"#,
            [
                "name": "missing [Text, up to 255] The name field is required.",
                "max_retries": #"valid "" taken as 3 [1 to 5] default 3"#,
                "retry_interval": "valid null taken as 60 [10 to 4320 minutes] default 60",
                "retry_on_voicemail":
                    #"valid "1" taken as true [true or false] (The retry on voicemail field was sent as a string where a boolean is documented.) default false"#,
                "phone_number_ids": #"valid ["1",2,"2",77] [List of ids]"#,
                "phone_number_ids.0":
                    #"valid "1" taken as 1 [Id of the account] (The phone_number_ids.0 field was sent as a string where an integer is documented.)"#,
                "phone_number_ids.1":
                    "invalid 2 [Id of the account] The phone_number_ids.1 field has a duplicate value.",
                "phone_number_ids.3": "invalid 77 [Id of the account] The selected phone_number_ids.3 is invalid.",
            ]
        ),
        (
            #"{"name":"a","name":"b","assistant_id":129}"#,
            ["name": #"repeated "a""#, "name 2": #"valid "b" [Text, up to 255]"#]
        ),
    ]

    @Test("says of each member what became of it", arguments: bodies)
    func members(_ row: (body: String, said: [String: String])) async throws {
        try await withMock { mock in
            try await mock.create(row.body)
            let members = try await Self.members(ofRequest: 1, mock)
            var said: [String: String] = [:]
            for member in members {
                let path = try #require(member["path"]?.string)
                said[said[path] == nil ? path : "\(path) 2"] = try Self.line(member)
            }
            for (path, line) in row.said { #expect(said[path] == line, "\(path)") }
        }
    }

    @Test("has the members in the order sent, each with its elements, and all others behind them") func order()
        async throws
    {
        try await withMock { mock in
            try await mock.create(#"{"zzz":1,"allowed_days":["x"],"name":"Spring"}"#)
            let members = try await Self.members(ofRequest: 1, mock)
            #expect(
                members.compactMap { $0["path"]?.string } == [
                    "zzz", "allowed_days", "allowed_days.0", "name", "assistant_id", "timezone",
                    "max_calls_in_parallel",
                    "allowed_hours_start_time", "allowed_hours_end_time", "max_retries", "retry_interval",
                    "retry_on_voicemail", "retry_on_goal_incomplete", "goal_completion_variable",
                    "mark_complete_when_no_leads", "phone_number_ids",
                ])
        }
    }

    @Test("has members of leads, of their contacts, and of a query") func others() async throws {
        try await withMock { mock in
            let fields = ["Authorization": "Bearer YOUR_API_KEY", "Content-Type": "application/json"]
            let lead = #"""
                {"phone_number":"+1 (555) 010-0123","campaign_id":1,
                 "secondary_contacts":[{"phone_number":"+15550100124"},{"phone":"1"}]}
                """#
            _ = try await mock.call("POST", "/api/user/lead", lead, headers: fields)
            _ = try await mock.call("GET", "/api/user/leads?status=asleep&campaign_id=1", headers: fields)
            let contacts = try await Self.members(ofRequest: 1, mock)
            #expect(
                try contacts.map(Self.line) == [
                    #"valid "+1 (555) 010-0123" taken as "+15550100123" [Text]"#, "valid 1 [Whole number]",
                    #"valid [{"phone_number":"+15550100124"},{"phone":"1"}] [List of objects]"#,
                    "missing [Text] The secondary_contacts.1.phone_number field is required.",
                    #"unknown "1" (The secondary_contacts.1.phone field is unknown.)"#, "not_sent [List]",
                    "not_sent [true or false] default false",
                ])
            let query = try await Self.members(ofRequest: 2, mock)
            #expect(query.first?["in"] == "query")
            #expect(try query.first.map(Self.line)?.hasPrefix(#"invalid "asleep" [One of "#) == true)
        }
    }

    @Test("says less where the account is gone: only the rules for every account") func withoutAccount() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"Spring","assistant_id":129}"#)
            try await mock.create(#"{"name":5}"#, key: "unknown")
            try await mock.control("DELETE", "/accounts/demo")
            for (number, note) in [(1, "The account demo is gone"), (2, "The account is unknown")] {
                let entry = try await mock.control("GET", "/requests/\(number)")
                #expect(entry["members_note"]?.string?.hasPrefix(note) == true)
                let timezone = entry["members"]?.array?.first { $0["path"] == "timezone" }
                #expect(timezone?["default"] == nil)
            }
            let name = try await Self.members(ofRequest: 2, mock).first
            #expect(name?["messages"] == ["The name field must be a string."])
        }
    }

    @Test("has no members where the body was cut or cannot be read, and says why") func absent() async throws {
        var options = ControlPlaneConfiguration()
        options.journalBodyBytes = 40
        try await withMock(options) { mock in
            try await mock.create(#"{"name":"\#(String(repeating: "x", count: 50))","assistant_id":129}"#)
            try await mock.create(#"{"name"#)
            _ = try await mock.call("GET", "/nothing")
            for (number, why) in [(1, "Only 40 of 80 bytes"), (2, "The body or the query"), (3, "No endpoint")] {
                let entry = try await mock.control("GET", "/requests/\(number)")
                #expect(entry["members"] == .null)
                #expect(entry["members_note"]?.string?.hasPrefix(why) == true, "\(entry["members_note"] ?? .null)")
            }
        }
    }

    @Test("shows what was refused then, not what would be refused now") func changed() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"Spring","assistant_id":129,"phone_number_ids":[3]}"#)
            try await mock.control("PATCH", "/accounts/demo", #"{"phone_numbers":[]}"#)
            let members = try await Self.members(ofRequest: 1, mock)
            #expect(members.allSatisfy { $0["messages"] == [] })
        }
    }

    @Test("of a list of very many odd elements stays short") func many() async throws {
        try await withMock { mock in
            let days = Array(repeating: #""x""#, count: 5_000).joined(separator: ",")
            try await mock.create(#"{"name":"a","assistant_id":129,"allowed_days":[\#(days)]}"#)
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["members"]?.array?.count == 100 + 14)
            #expect(entry["reason"] == "allowed_days.0 is none of the allowed words; 4999 more")
        }
    }

    private static func members(ofRequest number: Int, _ mock: RunningMock) async throws -> [JSONValue] {
        try #require(try await mock.control("GET", "/requests/\(number)")["members"]?.array)
    }

    private static func line(_ member: JSONValue) throws -> String {
        var parts = [try #require(member["verdict"]?.string)]
        #expect(member["sent"]?.bool == (member["value"] != nil))
        if let value = member["value"] { parts.append(text(value)) }
        if let taken = member["taken_as"] { parts.append("taken as \(text(taken))") }
        if let rule = member["rule"]?.string { parts.append("[\(rule)]") }
        parts += try #require(member["messages"]?.array).compactMap(\.string)
        parts += try #require(member["warnings"]?.array).compactMap(\.string).map { "(\($0))" }
        if let value = member["default"] { parts.append("default \(text(value))") }
        return parts.joined(separator: " ")
    }

    private static func text(_ value: JSONValue) -> String { String(decoding: value.encoded(), as: UTF8.self) }
}
