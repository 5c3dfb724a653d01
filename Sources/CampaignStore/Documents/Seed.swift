/// The plans and accounts of a new database and after a reset.
///
/// The file Seed+JSON.swift describes the format; `fixtures/demo.json` is an example.
package struct Seed: Sendable, Equatable {
    /// In the order of the document.
    package var plans: [Plan]
    package var accounts: [AccountDefinition]

    package init(plans: [Plan], accounts: [AccountDefinition]) {
        self.plans = plans
        self.accounts = accounts
    }
}
