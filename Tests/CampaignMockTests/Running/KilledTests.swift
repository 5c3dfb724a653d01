import Base
import Foundation
import JSON
import TestSupport
import Testing

/// A program that is killed while clients change campaigns and leads in all ways.
@Suite("A killed mock (life.md, chapters 2 and 3)") struct KilledTests {
    @Test(
        "has every acknowledged change and no refused one, and no lead without its campaign",
        arguments: [1, UInt64.random(in: .min ... .max)])
    func mixedWrites(seed: UInt64) async throws {
        try await withTemporaryDirectory { directory in
            let arguments = [
                "--port", "0", "--database", directory.appending(path: "mock.sqlite").path,
                "--seed", directory.appending(path: "seed.json").path,
                // What the clients know changes by their requests alone.
                "--calls", "off",
            ]
            try Data(Self.seed.utf8).write(to: directory.appending(path: "seed.json"))
            let first = try Program(arguments)
            let port = try await first.port()
            let acknowledged = Locked(0)
            let clients = await withTaskGroup(of: KilledClient.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var client = KilledClient(number: number, seed: seed &+ UInt64(number))
                        guard let connection = try? RawConnection(port: port) else { return client }
                        // The loop ends when the killed process closes the connection.
                        while (try? await client.changeSomething(over: connection)) != nil {
                            let count = acknowledged.withLock { count in
                                count += 1
                                return count
                            }
                            if count == 1_000 { first.send(SIGKILL) }
                        }
                        return client
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            // In vain, unless the clients ended because of a mistake.
            first.send(SIGKILL)
            _ = await first.exitStatus()
            #expect(acknowledged.withLock { $0 } >= 1_000)

            let second = try Program(arguments)
            let stored = try await StoredState(port: try await second.port())
            for client in clients { client.compare(with: stored) }
            for lead in stored.leads.values {
                #expect(stored.campaigns[lead.campaignID] != nil, "a lead without its campaign")
                if let primary = lead.primaryID {
                    #expect(stored.leads[primary]?.campaignID == lead.campaignID, "a contact without its lead")
                }
            }
            second.send(SIGTERM)
            #expect(await second.exitStatus() == 0)
        }
    }

    private static let seed = """
        {"plans": {"large": {"max_campaigns": 1000000, "max_calls_in_parallel": 10}},
         "accounts": [{"name": "demo", "plan": "large", "timezone": "UTC", "api_keys": ["demo-key"],
                       "assistants": [{"id": 127, "name": "Booking", "type": "outbound", "phone_number_id": 1}],
                       "phone_numbers": [{"id": 1, "phone_number": "+15550100001"}]}]}
        """
}

/// A stored campaign as a client knows it.
struct KnownCampaign: Equatable {
    let name: String
    var status: String
}

/// A stored lead or contact as a client knows it.
struct KnownLead: Equatable {
    var campaignID: Int64
    var primaryID: Int64?
    var phoneNumber: String
    var status: String
}

/// The campaigns and leads of a mock's state document.
struct StoredState {
    var campaigns: [Int64: KnownCampaign] = [:]
    var leads: [Int64: KnownLead] = [:]

    init(port: Int) async throws {
        let response = try await MockRequest(method: "GET", target: "/_mock/state").send(toPort: port)
        let state = try JSONReader.read(response.body.span)
        for campaign in state["campaigns"]?.array ?? [] {
            campaigns[try #require(campaign["id"]?.integer)] = KnownCampaign(
                name: campaign["name"]?.string ?? "", status: campaign["status"]?.string ?? "")
        }
        for lead in state["leads"]?.array ?? [] {
            leads[try #require(lead["id"]?.integer)] = KnownLead(
                campaignID: lead["campaign_id"]?.integer ?? 0, primaryID: lead["primary_id"]?.integer,
                phoneNumber: lead["phone_number"]?.string ?? "", status: Self.status(lead["status"]?.string))
        }
    }
}

extension StoredState {
    /// A lead that waits in a campaign in progress is `created` for its client.
    private static func status(_ status: String?) -> String {
        status == "scheduled" ? "created" : status ?? ""
    }
}

/// A client that changes only its own campaigns and leads, and knows which changes were acknowledged.
struct KilledClient {
    private let name: String
    private var random: SplitMix64
    private var campaigns: [Int64: KnownCampaign] = [:]
    private var leads: [Int64: KnownLead] = [:]
    private var count = 0
    /// The campaigns and leads that the request without an answer changes, if it is performed.
    private var uncertainCampaigns: Set<Int64> = []
    private var uncertainLeads: Set<Int64> = []
    /// How many campaigns and leads the request without an answer makes, if it is performed.
    private var uncertainNew = (campaigns: 0, leads: 0)

    init(number: Int, seed: UInt64) {
        name = "client \(number)"
        random = SplitMix64(seed: seed)
    }

    /// Sends one request and notes its effect after the answer.
    ///
    /// - Throws: if the mock does not answer. What the request concerns is then uncertain.
    mutating func changeSomething(over connection: RawConnection) async throws {
        count += 1
        (uncertainCampaigns, uncertainLeads, uncertainNew) = ([], [], (0, 0))
        let campaign = campaigns.keys.sorted().randomElement(using: &random)
        let primaries = leads.filter { $0.value.primaryID == nil }.keys.sorted()
        let lead = primaries.randomElement(using: &random)
        switch (Int.random(in: 0...19, using: &random), campaign, lead) {
        case (0...1, _, _), (_, nil, _): try await createCampaign(connection)
        case (2, let campaign?, _): try await deleteCampaign(campaign, connection)
        case (3...4, let campaign?, _): try await changeStatus(campaign, connection)
        case (5...6, _, let lead?): try await deleteLead(lead, connection)
        case (7...8, let campaign?, let lead?): try await moveLead(lead, to: campaign, connection)
        case (9...10, _, let lead?): try await completeLead(lead, connection)
        case (11, let campaign?, let lead?): try await beRefused(campaign, lead, connection)
        case (_, let campaign?, _): try await createLead(campaign, connection)
        }
    }

    func compare(with stored: StoredState) {
        let own = stored.campaigns.filter { $0.value.name == name }
        let certain = campaigns.filter { !uncertainCampaigns.contains($0.key) }
        for (id, campaign) in certain { #expect(own[id] == campaign, "\(name)") }
        let further = own.keys.filter { campaigns[$0] == nil }
        #expect(further.count <= uncertainNew.campaigns, "\(name): refused or deleted campaigns are stored: \(further)")

        let ownLeads = stored.leads.filter { own[$0.value.campaignID] != nil }
        for (id, lead) in leads where !uncertainLeads.contains(id) && !uncertainCampaigns.contains(lead.campaignID) {
            #expect(ownLeads[id] == lead, "\(name)")
        }
        let furtherLeads = ownLeads.keys.filter { leads[$0] == nil }
        #expect(
            furtherLeads.isEmpty || furtherLeads.count == uncertainNew.leads,
            "\(name): refused or deleted leads are stored, or a lead without all of its contacts: \(furtherLeads)")
    }

    // MARK: Requests

    private mutating func createCampaign(_ connection: RawConnection) async throws {
        uncertainNew.campaigns = 1
        let answer = try await send(
            "POST", "/user/campaign", #"{"name":"\#(name)","assistant_id":127,"mark_complete_when_no_leads":false}"#,
            connection)
        campaigns[try #require(answer["data"]?["id"]?.integer)] = KnownCampaign(name: name, status: "draft")
    }

    private mutating func deleteCampaign(_ id: Int64, _ connection: RawConnection) async throws {
        uncertainCampaigns = [id]
        _ = try await send("DELETE", "/user/campaign/\(id)", "", connection)
        campaigns[id] = nil
        leads = leads.filter { $0.value.campaignID != id }
    }

    private mutating func changeStatus(_ id: Int64, _ connection: RawConnection) async throws {
        uncertainCampaigns = [id]
        let action = campaigns[id]?.status == "in-progress" ? "stop" : "start"
        let answer = try await send(
            "POST", "/user/campaigns/update-status", #"{"campaign_id":\#(id),"action":"\#(action)"}"#, connection,
            isRefused: nil)
        // The start of a campaign without leads to call is refused.
        if let status = answer["data"]?["status"]?.string { campaigns[id]?.status = status }
    }

    private mutating func createLead(_ campaign: Int64, _ connection: RawConnection) async throws {
        let contacts = (0..<Int.random(in: 0...2, using: &random)).map { "+1444\(1_000 + $0)" }
        let number = "+1555\(10_000 + count)"
        uncertainNew.leads = 1 + contacts.count
        let list = contacts.map { #"{"phone_number":"\#($0)"}"# }.joined(separator: ",")
        let answer = try await send(
            "POST", "/user/lead",
            #"{"campaign_id":\#(campaign),"phone_number":"\#(number)","secondary_contacts":[\#(list)]}"#, connection)
        let id = try #require(answer["data"]?["id"]?.integer)
        for (offset, number) in ([number] + contacts).enumerated() {
            leads[id + Int64(offset)] = KnownLead(
                campaignID: campaign, primaryID: offset == 0 ? nil : id, phoneNumber: number, status: "created")
        }
    }

    private mutating func deleteLead(_ id: Int64, _ connection: RawConnection) async throws {
        uncertainLeads = withContacts(id)
        _ = try await send("DELETE", "/user/leads/\(id)", "", connection)
        leads = leads.filter { !withContacts(id).contains($0.key) }
    }

    private mutating func moveLead(_ id: Int64, to campaign: Int64, _ connection: RawConnection) async throws {
        uncertainLeads = withContacts(id)
        _ = try await send("PUT", "/user/leads/\(id)", #"{"campaign_id":\#(campaign)}"#, connection)
        // In another campaign the lead begins again.
        if leads[id]?.campaignID != campaign { leads[id]?.status = "created" }
        for lead in withContacts(id) { leads[lead]?.campaignID = campaign }
    }

    private mutating func completeLead(_ id: Int64, _ connection: RawConnection) async throws {
        uncertainLeads = [id]
        _ = try await send("PUT", "/user/leads/\(id)", #"{"status":"completed"}"#, connection)
        leads[id]?.status = "completed"
    }

    /// Sends a request that is refused inside the transaction.
    private mutating func beRefused(_ campaign: Int64, _ lead: Int64, _ connection: RawConnection) async throws {
        let (duplicated, number) = (leads[lead]?.campaignID ?? campaign, leads[lead]?.phoneNumber ?? "")
        let (method, target, body) =
            [
                ("POST", "/user/campaign", #"{"name":"\#(name)","assistant_id":999}"#),
                ("POST", "/user/lead", #"{"campaign_id":\#(duplicated),"phone_number":"\#(number)"}"#),
                (
                    "POST", "/user/lead",
                    #"{"campaign_id":\#(campaign),"phone_number":"+15550100","secondary_contacts":[{"phone_number":"1"}]}"#
                ),
                ("PUT", "/user/leads/\(lead)", #"{"status":"completed","phone_number":"wrong"}"#),
            ].randomElement(using: &random) ?? ("", "", "")
        _ = try await send(method, target, body, connection, isRefused: true)
    }

    private func withContacts(_ id: Int64) -> Set<Int64> {
        Set(leads.filter { $0.key == id || $0.value.primaryID == id }.keys)
    }

    /// - Parameter isRefused: whether the answer must be a refusal; `nil` if either is right.
    private func send(
        _ method: String, _ target: String, _ body: String, _ connection: RawConnection, isRefused: Bool? = false
    ) async throws -> JSONValue {
        try await connection.send(MockRequest(method: method, target: "/api\(target)", body: body).wire)
        let response = try await connection.receiveResponse()
        if let isRefused { #expect((response.status >= 400) == isRefused, "\(method) \(target) \(body): \(response)") }
        return try JSONReader.read(response.body.span)
    }
}
