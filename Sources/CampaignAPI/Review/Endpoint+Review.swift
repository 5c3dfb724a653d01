import Base
import CampaignStore
import JSON
import Validation

// What a review of a request asks an endpoint. It is made when a person looks at the request, not when it is answered.
extension Endpoint {
    func reviewValidator(for account: Account?, in directory: AccountDirectory) -> Validator { Validator(fields) }

    func reviewMembers(_ members: JSONObject) -> JSONObject { members }

    func requirement(of field: Field) -> String? { field.requirement }

    func elementRequirement(of field: Field) -> String? { field.elementRequirement }

    func stored(_ value: JSONValue, as name: String) -> JSONValue { value }

    func accountDefault(of name: String, in account: Account) -> JSONValue? { nil }
}

extension ValidatedEndpoint {
    func reviewValidator(for account: Account?, in directory: AccountDirectory) -> Validator { validator }
}

extension JSONValue {
    /// A phone number as it is stored; any other value as it is.
    var storedPhoneNumber: JSONValue { string.flatMap(DiallableNumber.cleaned).map { .string($0) } ?? self }
}

extension CreateLead {
    func stored(_ value: JSONValue, as name: String) -> JSONValue {
        name == "phone_number" ? value.storedPhoneNumber : value
    }
}
