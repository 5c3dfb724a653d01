import Testing

@testable import CampaignStore

@Suite("Leads in the store (life.md, chapter 3)") struct LeadTests {
    @Test("get ids of one sequence, the lead before its contacts, and are listed with them") func creating()
        async throws
    {
        let store = try Store.inMemory()
        let campaign = try await store.create(.sample(name: "Spring"))
        let variables = LeadVariables(text: Array(#"{"a":1}"#.utf8))
        let outcome = try await store.createLead(
            .sample(campaignID: campaign.id, variables: variables, contacts: ["+15550100002", "+15550100003"]))
        #expect(outcome == .created(firstID: 1, campaignName: "Spring"))
        #expect(
            try await store.createLead(.sample(campaignID: campaign.id, phoneNumber: "+15550100009"))
                == .created(firstID: 4, campaignName: "Spring"))
        let page = try await store.leads(store.filter(), offset: 0, limit: 15)
        #expect(page.total == 2)
        #expect(page.leads.map(\.lead.id) == [1, 4])
        #expect(page.leads[0].lead.variables == variables)
        #expect(page.leads[0].campaignName == "Spring")
        #expect(page.leads[0].contacts.map(\.id) == [2, 3])
        #expect(page.leads[0].contacts.map(\.primaryID) == [1, 1])
        #expect(page.leads[0].contacts.map(\.phoneNumber) == ["+15550100002", "+15550100003"])
        #expect(page.leads[1].contacts.isEmpty)
    }
}
