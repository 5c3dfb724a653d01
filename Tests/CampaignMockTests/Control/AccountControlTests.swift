import CampaignMock
import TestSupport
import Testing

@Suite("Accounts in Swift") struct AccountControlTests {
    @Test("an account is made, found, changed, reset and removed") func life() async throws {
        try await withMock { mock async throws in
            let made = try await mock.accounts.make(
                "mine", plan: .limits(campaigns: 1), timezone: "Europe/Berlin", keys: ["my-key"], balance: 2.5,
                clock: .frozen(at: "2026-02-23T10:00:00Z"), members: ["user": ["name": "Ann"]])
            #expect(made.name == "mine" && made.key == "my-key" && made.keys == ["my-key"])
            #expect(made.plan == MockPlan(name: "growth", campaigns: 1, callsInParallel: 10))
            #expect(made.timezone == "Europe/Berlin" && made.balance == 2.5 && made.userName == "Ann")
            #expect(made.clock == .frozen(at: "2026-02-23T10:00:00Z"))
            #expect(made.assistants.filter(\.isOutbound).map(\.id).contains(129))
            #expect(made.phoneNumbers.map(\.id) == [1, 2, 3])
            #expect(try mock.accounts.named("mine") == made)
            #expect(mock.accounts.all.map(\.name) == ["demo", "starter", "other", "mine"])

            let create = MockRequest(key: "my-key", body: #"{"name":"Spring","assistant_id":129}"#)
            #expect(try await create.send(to: mock).status == 201)
            #expect(try await create.send(to: mock).status == 403)
            let changed = try await mock.accounts.change("mine", plan: "starter", members: ["lead_list": "bare"])
            #expect(changed.plan == MockPlan(name: "starter", campaigns: 1, callsInParallel: 2))
            try await mock.accounts.reset("mine")
            #expect(try mock.accounts.named("mine").plan == made.plan)
            #expect(try await mock.campaigns(ofAccount: "mine").isEmpty)
            #expect(try await create.send(to: mock).status == 201)

            try await mock.accounts.change("mine", newName: "yours")
            try await mock.accounts.remove("yours")
            #expect(try await create.send(to: mock).status == 401)
        }
    }

    @Test("an account without parameters is a copy of the demo account with a name and a key of its own")
    func defaults() async throws {
        try await withMock { mock async throws in
            let (first, second) = (try await mock.accounts.make(), try await mock.accounts.make())
            let demo = try mock.accounts.named("demo")
            #expect(first.assistants == demo.assistants && first.plan == demo.plan && first.clock == nil)
            #expect(first.name != second.name && first.key != second.key)
        }
    }

    @Test("an account may have assistants and phone numbers of its own") func belongings() async throws {
        try await withMock { mock async throws in
            let own = try await mock.accounts.make(
                members: ["assistants": [["id": 7, "name": "Mine", "type": "outbound"]]])
            #expect(own.assistants.map(\.id) == [7] && own.phoneNumbers.map(\.id) == [1, 2, 3])
            let silent = try await mock.accounts.make(members: ["phone_numbers": []])
            #expect(silent.phoneNumbers.isEmpty && silent.assistants.map(\.id).sorted() == [127, 128, 129, 130])
            #expect(silent.assistants.allSatisfy { $0.phoneNumberID == nil })
        }
    }

    @Test("a mistake is refused in one line that names it") func mistakes() async throws {
        try await withMock { mock async throws in
            #expect(await message { try await mock.accounts.make("demo") } == "An account demo already exists.")
            #expect(
                await message { try await mock.accounts.make(plan: "nothing") }?.hasPrefix(
                    #"plan: expected "growth" or "starter" or an object"#) == true)
            #expect(
                await message { try await mock.accounts.make(members: ["plam": "growth"]) }?.contains("plam") == true)
            #expect(
                await message { try await mock.accounts.make(clock: .offset(by: .milliseconds(1_500))) }
                    == "accounts.clock 1.5 seconds has a fraction of a second. Choose whole seconds: the clock has no "
                    + "fractions.")
            #expect(await message { try await mock.accounts.change("nobody") } == "There is no account nobody.")
            #expect(await message { try await mock.accounts.reset("nobody") } == "There is no account nobody.")
            #expect(await message { try await mock.accounts.remove("nobody") } == "There is no account nobody.")
            #expect(await message { _ = try mock.accounts.named("nobody") } == "There is no account nobody.")
        }
    }
}
