internal import Base
internal import JSON

extension PhoneNumber {
    /// Reads a phone number of a seed. Only `id` and `phone_number` are required.
    init(_ reader: SeedReader) throws(SeedError) {
        let number = try reader.object([
            "id", "phone_number", "country_code", "type", "sms_capable", "region", "created_at",
        ])
        let rule = "a phone number such as \"+15550100001\""
        self.init(
            id: try number.id("id"),
            phoneNumber: try number.required("phone_number", rule).string(rule),
            countryCode: try number.optional("country_code")?.string("a country such as \"US\"") ?? Default.countryCode,
            type: try number.optional("type")?.oneOf(Kind.self) ?? .normal,
            smsCapable: try number.optional("sms_capable")?.boolean() ?? Default.smsCapable,
            region: try number.optional("region")?.string("a string that is not empty"),
            createdAt: try number.optional("created_at")?.timestamp() ?? Assistant.Default.createdAt)
    }

    func json() -> JSONValue {
        var object: JSONObject = [
            "id": .integer(id), "phone_number": .string(phoneNumber), "country_code": .string(countryCode),
            "type": .string(type.rawValue), "sms_capable": .bool(smsCapable),
        ]
        if let region { object.append("region", .string(region)) }
        object.append("created_at", .string(Timestamp.text(createdAt)))
        return .object(object)
    }
}
