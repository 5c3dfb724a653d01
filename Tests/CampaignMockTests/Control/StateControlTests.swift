import CampaignMock
import Testing

@Suite("Campaigns and leads in Swift") struct StateControlTests {
    @Test("campaigns and leads have every stored field") func fields() async throws {
        var options = MockOptions()
        options.control.frozenAt = 1_771_840_800
        try await withMock(options) { mock async throws in
            _ = try await MockRequest(
                body: #"""
                    {"name":"Spring","assistant_id":129,"timezone":"Europe/Berlin","max_calls_in_parallel":2,
                     "allowed_hours_start_time":"09:00","allowed_days":["friday"],"max_retries":1,"retry_interval":90,
                     "retry_on_voicemail":true,"retry_on_goal_incomplete":true,"mark_complete_when_no_leads":false,
                     "goal_completion_variable":"appointment_booked","phone_number_ids":[2]}
                    """#
            ).send(to: mock)
            let campaign = try #require(try await mock.campaigns.first)
            #expect(campaign.id == 1 && campaign.account == "demo" && campaign.name == "Spring")
            #expect(campaign.status == "draft" && campaign.assistantID == 129 && campaign.timezone == "Europe/Berlin")
            #expect(campaign.maxCallsInParallel == 2 && campaign.allowedHoursStartTime == "09:00:00")
            #expect(campaign.allowedHoursEndTime == "23:59:00" && campaign.allowedDays == ["friday"])
            #expect(campaign.maxRetries == 1 && campaign.retryInterval == .seconds(5_400))
            #expect(campaign.retryOnVoicemail && campaign.retryOnGoalIncomplete && !campaign.markCompleteWhenNoLeads)
            #expect(campaign.goalCompletionVariable == "appointment_booked" && campaign.phoneNumberIDs == [2])
            #expect(campaign.createdAt == "2026-02-23T10:00:00Z" && campaign.updatedAt == campaign.createdAt)

            _ = try await MockRequest(
                target: "/user/lead",
                body: #"""
                    {"campaign_id":1,"phone_number":"+1 555 010 0123","variables":{"first_name":"Ann"},
                     "secondary_contacts":[{"phone_number":"+15550100124"}]}
                    """#
            ).send(to: mock)
            let leads = try await mock.leads
            #expect(leads.map(\.id) == [1, 2] && leads.map(\.primaryID) == [nil, 1])
            let lead = try #require(leads.first)
            #expect(lead.campaignID == 1 && lead.phoneNumber == "+15550100123" && lead.status == .created)
            #expect(lead.variables == ["first_name": "Ann"] && leads.last?.variables == [])
            #expect(lead.callTries == 0 && lead.createdAt == campaign.createdAt && lead.updatedAt == lead.createdAt)
        }
    }

    @Test("lists are filtered by account, campaign, name and status") func filters() async throws {
        try await withMock { mock async throws in
            for (key, name, assistant) in [("demo-key", "A", 129), ("demo-key", "B", 129), ("other-key", "C", 201)] {
                _ = try await MockRequest(key: key, body: #"{"name":"\#(name)","assistant_id":\#(assistant)}"#)
                    .send(to: mock)
            }
            for campaign in 1...2 {
                _ = try await MockRequest(
                    target: "/user/lead", body: #"{"campaign_id":\#(campaign),"phone_number":"+15550100123"}"#
                ).send(to: mock)
            }
            _ = try await MockRequest(method: "PUT", target: "/user/leads/2", body: #"{"status":"completed"}"#)
                .send(to: mock)
            #expect(try await mock.campaigns.map(\.name) == ["A", "B", "C"])
            #expect(try await mock.campaigns(ofAccount: "other").map(\.name) == ["C"])
            #expect(try await mock.campaigns(ofAccount: nil, name: "B").map(\.id) == [2])
            #expect(try await mock.campaigns(ofAccount: "demo", status: "stopped").isEmpty)
            #expect(try await mock.leads(ofAccount: "demo", campaignID: 2).map(\.id) == [2])
            #expect(try await mock.leads(ofAccount: nil, status: .completed).map(\.id) == [2])
            #expect(try await mock.leads(ofAccount: "other").isEmpty)
        }
    }

    @Test("a reset keeps the parts that are named") func reset() async throws {
        try await withMock { mock async throws in
            try await mock.accounts.make("mine")
            try mock.faults.add(.status(503))
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            _ = try await MockRequest(method: "GET", target: "/user/me").send(to: mock)
            try await mock.reset(keeping: [.accounts, .faults, .clock, .journal, .campaigns])
            #expect(mock.accounts.all.map(\.name).contains("mine") && mock.faults.all.count == 1)
            #expect(try mock.requests.count == 1 && mock.clock.now == "2026-02-23T10:00:00Z")
            try await mock.reset()
            #expect(mock.accounts.all.map(\.name) == ["demo", "starter", "other"] && mock.faults.all.isEmpty)
            #expect(try mock.requests.isEmpty && mock.clock.mode == .real)
        }
    }

    @Test("a snapshot is taken, listed, restored and removed") func snapshots() async throws {
        try await withMock { mock async throws in
            let create = MockRequest(body: #"{"name":"Spring","assistant_id":127}"#)
            _ = try await create.send(to: mock)
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            let taken = try await mock.snapshots.take("before")
            #expect(taken.name == "before" && taken.time == "2026-02-23T10:00:00Z")
            #expect(taken.accounts == 3 && taken.campaigns == 1 && taken.leads == 0)
            _ = try await create.send(to: mock)
            #expect(try await mock.snapshots.restore("before") == taken)
            #expect(try await mock.campaigns.map(\.id) == [1])
            #expect(try await mock.snapshots.all == [taken])
            try await mock.snapshots.remove("before")
            #expect(try await mock.snapshots.all.isEmpty)
            #expect(await message { try await mock.snapshots.restore("before") } == "There is no snapshot before.")
            #expect(await message { try await mock.snapshots.remove("before") } == "There is no snapshot before.")
            #expect(await message { try await mock.snapshots.take("a/b") }?.contains("1 to 64 letters") == true)
        }
    }

    @Test("the state is one document, which replaces the state of another mock") func state() async throws {
        let document = try await withMock { mock async throws in
            try await mock.accounts.make("mine")
            _ = try await MockRequest(body: #"{"name":"Spring","assistant_id":127}"#).send(to: mock)
            return try await mock.state
        }
        try await withMock { mock async throws in
            try await mock.replaceState(by: document)
            #expect(try await mock.campaigns.map(\.name) == ["Spring"])
            #expect(mock.accounts.all.map(\.name) == ["demo", "starter", "other", "mine"])
            let mistake = await message { try await mock.replaceState(by: Array(#"{"plans":{},"accounts":{}}"#.utf8)) }
            #expect(mistake?.hasPrefix("the state: accounts: expected") == true)
            #expect(try await mock.state == document)
        }
    }

    @Test("JSON values are read, compared and written") func json() {
        let json: MockJSON = ["b": [1, 2.5, "x", true, nil], "a": ["c": "d"]]
        #expect(json["b"]?[0]?.integer == 1 && json["b"]?[1]?.double == 2.5 && json["b"]?[0]?.double == 1)
        #expect(json["b"]?[2]?.string == "x" && json["b"]?[3]?.bool == true && json["b"]?[4]?.isNull == true)
        #expect(json["b"]?[5] == nil && json["c"] == nil && json[0] == nil && json["a"]?["c"] == "d")
        #expect(json.object?.count == 2 && json["b"]?.array?.count == 5 && json["b"]?[2]?.integer == nil)
        #expect("\(json)" == #"{"a":{"c":"d"},"b":[1,2.5,"x",true,null]}"#)
    }
}
