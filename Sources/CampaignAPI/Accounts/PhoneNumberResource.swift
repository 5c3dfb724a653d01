import Base
import CampaignStore
import JSON

/// Writes a phone number as the API shows it (life.md, §4). The two lists have different members and labels.
enum PhoneNumberResource {
    /// Writes the form of `GET /user/assistants/phone-numbers`.
    ///
    /// - Parameter isAvailable: whether no assistant has the number.
    static func writeChoice(_ number: borrowing PhoneNumber, isAvailable: Bool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(number.id)
        writer.name(plain: "phone_number")
        writer.string(number.phoneNumber)
        writer.name(plain: "country_code")
        writer.string(number.countryCode)
        writer.name(plain: "type_label")
        writer.string(number.type.label)
        writer.name(plain: "is_available")
        writer.bool(isAvailable)
        writer.endObject()
    }

    /// Writes the form of `GET /user/phone-numbers/all`.
    static func write(_ number: borrowing PhoneNumber, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(number.id)
        writer.name(plain: "phone_number")
        writer.string(number.phoneNumber)
        writer.name(plain: "country_code")
        writer.string(number.countryCode)
        writer.name(plain: "type")
        writer.string(number.type.rawValue)
        writer.name(plain: "type_label")
        writer.string(number.type.longLabel)
        writer.name(plain: "sms_capable")
        writer.bool(number.smsCapable)
        writer.name(plain: "region")
        if let region = number.region { writer.string(region) } else { writer.null() }
        // A seed has no numbers whose subscription has ended.
        writer.name(plain: "has_active_subscription")
        writer.bool(true)
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(number.createdAt))
        writer.endObject()
    }
}

extension PhoneNumber.Kind {
    var label: String {
        switch self {
        case .normal: "Normal"
        case .sip: "SIP"
        case .callerID: "Caller ID"
        }
    }

    var longLabel: String {
        switch self {
        case .normal: "Dedicated Number"
        case .sip: "SIP Trunk"
        case .callerID: "Caller ID"
        }
    }
}

extension Account {
    /// The phone numbers in the order of their ids.
    var phoneNumbersByID: [PhoneNumber] { phoneNumbers.sorted { $0.id < $1.id } }
}
