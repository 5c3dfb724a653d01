package import JSON

extension Seed {
    /// - Parameter isTimezone: whether a name is one of the timezone database; the store knows none.
    package init(json: JSONValue, isTimezone: (String) -> Bool) throws(SeedError) {
        throw SeedError(path: "", expected: "", found: "")
    }

    package func json() -> JSONValue { .null }

    /// The demo data, the same as `fixtures/demo.json`.
    package static var demo: Seed { Seed(plans: [], accounts: []) }
}

extension State {
    package init(json: JSONValue, isTimezone: (String) -> Bool) throws(SeedError) {
        throw SeedError(path: "", expected: "", found: "")
    }

    package func json() -> JSONValue { .null }
}

extension AccountDefinition {
    /// One account as it stands in a seed; `plans` are those it may name.
    package init(json: JSONValue, plans: [Plan], isTimezone: (String) -> Bool) throws(SeedError) {
        throw SeedError(path: "", expected: "", found: "")
    }

    /// - Parameter plans: where the account's plan is one of these, it is written by name, else in full.
    package func json(plans: [Plan]) -> JSONValue { .null }
}

extension Campaign {
    /// Every stored field, as a state document holds it.
    package func json() -> JSONValue { .null }
}
