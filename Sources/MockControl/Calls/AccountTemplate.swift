import CampaignStore
import JSON
import Validation

/// Makes definitions of new accounts: copies of a model account, each with a random name and a random key.
///
/// The model is the seed's account `demo`, else its first account. The copies keep the ids of its assistants and phone
/// numbers. Those ids are scoped to their account, so every copy has the assistant 129 of the documentation.
struct AccountTemplate {
    private let model: AccountDefinition?

    init(_ seed: Seed) {
        model = seed.accounts.first { $0.name == "demo" } ?? seed.accounts.first
    }

    /// The definition of a new account.
    ///
    /// - Parameters:
    ///   - overrides: members that replace the model's, applied as a JSON merge patch (RFC 7396).
    ///   - plans: the plans that `overrides` may name.
    /// - Throws: ``SeedError``, the first mistake in the merged document.
    func definition(overrides: JSONObject, plans: [Plan]) throws(SeedError) -> AccountDefinition {
        // Most new accounts keep the model's assistants and phone numbers. They are valid, and to write and read them
        // takes longer than all the rest.
        let keepsBelongings = overrides["assistants"] == nil && overrides["phone_numbers"] == nil
        var source = model
        if keepsBelongings {
            source?.assistants = []
            source?.phoneNumbers = []
        }
        var document = source?.json(plans: []).object ?? [:]
        document["name"] = .string("account-" + Self.randomHexadecimal(digits: 8))
        document["api_keys"] = [.string("mock-key-" + Self.randomHexadecimal(digits: 24))]
        let merged = JSONValue.object(document).mergedAccount(with: .object(overrides), plans: plans)
        var definition = try AccountDefinition(json: merged, plans: plans, isTimezone: TimeZoneNames.contains)
        if keepsBelongings, let model {
            (definition.assistants, definition.phoneNumbers) = (model.assistants, model.phoneNumbers)
        }
        return definition
    }

    private static func randomHexadecimal(digits: Int) -> String {
        var text = ""
        for _ in 0..<digits { text += String(Int.random(in: 0..<16), radix: 16) }
        return text
    }
}

extension JSONValue {
    /// This account document with a JSON merge patch applied (RFC 7396).
    ///
    /// A plan that the patch names replaces the account's plan before the patch's limits are merged. Otherwise the
    /// account would get the name of one plan and the limits of another.
    ///
    /// A patch of the phone numbers alone takes the numbers that it removes away from the account's assistants, because
    /// it cannot name those assistants.
    ///
    /// - Parameter plans: the plans that the patch may name.
    func mergedAccount(with patch: JSONValue, plans: [Plan]) -> JSONValue {
        let merged = mergedWithPlan(patch, plans: plans)
        return patch["phone_numbers"] == nil || patch["assistants"] != nil ? merged : merged.withoutLostNumbers()
    }

    /// This account document without the references of assistants to phone numbers that the account does not have.
    private func withoutLostNumbers() -> JSONValue {
        guard var account = object, let assistants = account["assistants"]?.array else { return self }
        let known = Set((account["phone_numbers"]?.array ?? []).compactMap { $0["id"]?.integer })
        account["assistants"] = .array(
            assistants.map { assistant in
                guard var changed = assistant.object, let id = changed["phone_number_id"]?.integer, !known.contains(id)
                else { return assistant }
                changed["phone_number_id"] = nil
                return .object(changed)
            })
        return .object(account)
    }

    private func mergedWithPlan(_ patch: JSONValue, plans: [Plan]) -> JSONValue {
        guard var changes = patch.object, let plan = changes["plan"]?.object, let name = plan["name"]?.string else {
            return merged(with: patch)
        }
        if plan.members.count == 1 {
            changes["plan"] = .string(name)
        } else if let named = plans.first(where: { $0.name.hasSameScalars(as: name) }) {
            changes["plan"] = named.document.merged(with: .object(plan))
            // The patch now holds the whole plan. It must not be merged into the account's own plan.
            var account = object ?? [:]
            account["plan"] = nil
            return JSONValue.object(account).merged(with: .object(changes))
        }
        return merged(with: .object(changes))
    }

    /// This value with a JSON merge patch applied (RFC 7396).
    ///
    /// Objects are merged member by member. `null` removes a member. Any other value replaces.
    func merged(with patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = object ?? [:]
        for change in changes.members {
            result[change.name] = change.value.isNull ? nil : (result[change.name] ?? .null).merged(with: change.value)
        }
        return .object(result)
    }
}
