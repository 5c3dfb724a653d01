import CampaignStore
import JSON

/// What a fresh account looks like: the demo account under a name and with a key of its own.
///
/// Assistants and phone numbers keep the demo's ids, which belong to their account alone: so a test can go on using the
/// documentation's 129.
struct AccountTemplate {
    private let model: AccountDefinition?

    init(_ seed: Seed) {
        model = seed.accounts.first { $0.name == "demo" } ?? seed.accounts.first
    }

    /// - Parameter overrides: members that shall be different, merged in as a JSON merge patch (RFC 7396).
    func document(overrides: JSONObject) -> JSONValue {
        var document = model?.json(plans: []).object ?? [:]
        document["name"] = .string("account-" + Self.randomHexadecimal(digits: 8))
        document["api_keys"] = [.string("mock-key-" + Self.randomHexadecimal(digits: 24))]
        return JSONValue.object(document).merged(with: .object(overrides))
    }

    private static func randomHexadecimal(digits: Int) -> String {
        var text = ""
        for _ in 0..<digits { text += String(Int.random(in: 0..<16), radix: 16) }
        return text
    }
}

extension JSONValue {
    /// JSON merge patch (RFC 7396): objects are merged member by member, `null` removes, all else replaces.
    func merged(with patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = object ?? [:]
        for change in changes.members {
            result[change.name] = change.value.isNull ? nil : (result[change.name] ?? .null).merged(with: change.value)
        }
        return .object(result)
    }
}
