import JSON

/// The account of the mock that is compared: it has the ids that the real account has.
enum ComparisonSeed {
    static let key = "compare-key"

    static func document(_ ids: AccountIDs) -> [UInt8] {
        let number = ids.phoneNumber ?? 1
        let outbound = ids.assistant ?? 127
        var inbound = ids.inboundAssistant ?? 128
        if inbound == outbound { inbound += 1 }
        let document: JSONValue = [
            "accounts": [
                [
                    "name": "compare", "timezone": "UTC", "api_keys": [.string(key)],
                    "plan": [
                        "name": "compare", "max_campaigns": 1_000_000,
                        "max_calls_in_parallel": .integer(ids.maximumCalls ?? 10),
                    ],
                    "assistants": [
                        [
                            "id": .integer(outbound), "name": "Outbound", "type": "outbound",
                            "phone_number_id": .integer(number),
                            "post_call_schema": [["name": "appointment_booked", "type": "bool"]],
                        ],
                        ["id": .integer(inbound), "name": "Inbound", "type": "inbound"],
                    ],
                    "phone_numbers": [["id": .integer(number), "phone_number": "+15550100001", "region": "New York"]],
                ]
            ]
        ]
        return document.encoded()
    }
}
