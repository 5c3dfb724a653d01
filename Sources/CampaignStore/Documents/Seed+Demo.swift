internal import JSON

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
                    user: AccountUser(name: "Dana Demo", email: "dana@example.com"), balance: 125.5,
                    assistants: demoAssistants,
                    phoneNumbers: [
                        PhoneNumber(id: 1, phoneNumber: "+15550100001", region: "New York"),
                        PhoneNumber(id: 2, phoneNumber: "+15550100002", region: "New York"),
                        PhoneNumber(id: 3, phoneNumber: "+15550100003", region: "California"),
                    ]),
                AccountDefinition(
                    name: "starter", plan: starter, timezone: "Europe/Berlin", apiKeys: ["starter-key"],
                    user: AccountUser(name: "Stella Starter", email: "stella@example.com"), balance: 20,
                    assistants: [
                        Assistant(
                            id: 301, name: "First steps", type: .outbound, languageID: 2, timezone: "Europe/Berlin",
                            initialMessage: "Guten Tag!", systemPrompt: "You greet the customer in German.",
                            phoneNumberID: 5)
                    ],
                    phoneNumbers: [PhoneNumber(id: 5, phoneNumber: "+15550100005", smsCapable: false)]),
                AccountDefinition(
                    name: "other", plan: growth, timezone: "UTC", apiKeys: ["other-key"],
                    user: AccountUser(name: "Otto Other", email: "otto@example.com"),
                    assistants: [
                        Assistant(
                            id: 201, name: "Survey", type: .outbound,
                            initialMessage: "Hello, may I ask you three questions?",
                            systemPrompt: "You ask three questions about the last purchase.", phoneNumberID: 4)
                    ],
                    phoneNumbers: [PhoneNumber(id: 4, phoneNumber: "+15550100004")]),
            ])
    }()

    private static let demoAssistants = [
        Assistant(
            id: 127, name: "Product demo", type: .outbound, voiceID: 11, timezone: "America/New_York",
            initialMessage: "Hello, this is Ava of Example Inc. Do you have a minute?",
            systemPrompt: "You are Ava. Offer a product demo and agree on a date.",
            variables: ["product": "Example Pro"], phoneNumberID: 1),
        Assistant(
            id: 128, name: "Reception", type: .inbound, voiceID: 12, timezone: "America/New_York",
            initialMessage: "Example Inc., how can I help you?",
            systemPrompt: "You are the receptionist. Take a message."),
        Assistant(
            id: 129, name: "Booking", type: .outbound, voiceID: 11, timezone: "America/New_York",
            initialMessage: "Hello, I am calling about your appointment.",
            systemPrompt: "You book appointments for Example Inc.", phoneNumberID: 2,
            postCallSchema: [
                PostCallVariable(
                    name: "appointment_booked", type: .bool,
                    description: "Whether the call ended with an appointment"),
                PostCallVariable(
                    name: "appointment_time", type: .string, description: "When, in the caller's words"),
            ]),
        // It has no phone number, so that a test can start a campaign whose assistant cannot call.
        Assistant(
            id: 130, name: "Unplugged", type: .outbound, timezone: "America/New_York",
            initialMessage: "Hello, this is a call without a phone number.",
            systemPrompt: "You have no phone number, so you cannot call."),
    ]
}
