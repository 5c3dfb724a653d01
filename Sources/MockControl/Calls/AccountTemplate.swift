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

    /// - Parameters:
    ///   - overrides: members that shall be different, merged in as a JSON merge patch (RFC 7396).
    ///   - plans: those that they may name.
    func document(overrides: JSONObject, plans: [Plan]) -> JSONValue {
        var document = model?.json(plans: []).object ?? [:]
        document["name"] = .string("account-" + Self.randomHexadecimal(digits: 8))
        document["api_keys"] = [.string("mock-key-" + Self.randomHexadecimal(digits: 24))]
        return JSONValue.object(document).mergedAccount(with: .object(overrides), plans: plans)
    }

    private static func randomHexadecimal(digits: Int) -> String {
        var text = ""
        for _ in 0..<digits { text += String(Int.random(in: 0..<16), radix: 16) }
        return text
    }
}

extension JSONValue {
    /// An account's document with a patch merged in (RFC 7396).
    ///
    /// A plan that the patch names replaces the account's before the patch's limits are merged: otherwise the account
    /// would get the name of one plan and the limits of another.
    ///
    /// - Parameter plans: those that the patch may name.
    func mergedAccount(with patch: JSONValue, plans: [Plan]) -> JSONValue {
        guard var changes = patch.object, let plan = changes["plan"]?.object, let name = plan["name"]?.string else {
            return merged(with: patch)
        }
        if plan.members.count == 1 {
            changes["plan"] = .string(name)
        } else if let named = plans.first(where: { $0.name.hasSameScalars(as: name) }) {
            changes["plan"] = named.document.merged(with: .object(plan))
            // The whole plan stands there now, so nothing of the account's own is left to merge it into.
            var account = object ?? [:]
            account["plan"] = nil
            return JSONValue.object(account).merged(with: .object(changes))
        }
        return merged(with: .object(changes))
    }

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
