extension Seed {
    /// The demo data, equal to `fixtures/demo.json`. It is compiled in, so that the program needs no file.
    package static let demo: Seed = {
        let growth = Plan(name: "growth", maximumCampaigns: 100, maximumCallsInParallel: 10)
        let starter = Plan(name: "starter", maximumCampaigns: 1, maximumCallsInParallel: 2)
        return Seed(
            plans: [growth, starter],
            accounts: [
                AccountDefinition(
                    name: "demo", plan: growth, timezone: "America/New_York", apiKeys: ["YOUR_API_KEY", "demo-key"],
                    assistants: [
                        Assistant(id: 127, name: "Product demo", type: .outbound),
                        Assistant(id: 128, name: "Reception", type: .inbound),
                        Assistant(
                            id: 129, name: "Booking", type: .outbound,
                            postCallSchema: [
                                PostCallVariable(
                                    name: "appointment_booked", type: .boolean,
                                    description: "Whether the call ended with an appointment"),
                                PostCallVariable(
                                    name: "appointment_time", type: .string,
                                    description: "When, in the caller's words"),
                            ]),
                    ],
                    phoneNumbers: [
                        PhoneNumber(id: 1, phoneNumber: "+15550100001"),
                        PhoneNumber(id: 2, phoneNumber: "+15550100002"),
                        PhoneNumber(id: 3, phoneNumber: "+15550100003"),
                    ]),
                AccountDefinition(
                    name: "starter", plan: starter, timezone: "Europe/Berlin", apiKeys: ["starter-key"],
                    assistants: [Assistant(id: 301, name: "First steps", type: .outbound)]),
                AccountDefinition(
                    name: "other", plan: growth, timezone: "UTC", apiKeys: ["other-key"],
                    assistants: [Assistant(id: 201, name: "Survey", type: .outbound)],
                    phoneNumbers: [PhoneNumber(id: 4, phoneNumber: "+15550100004")]),
            ])
    }()
}
