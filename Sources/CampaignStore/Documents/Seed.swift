/// Plans and accounts: what a new database begins with, and what a reset goes back to.
///
/// The format is described beside ``init(json:isTimezone:)``; `fixtures/demo.json` is the example.
package struct Seed: Sendable, Equatable {
    /// In the order of the file.
    package var plans: [Plan]
    package var accounts: [AccountDefinition]

    package init(plans: [Plan], accounts: [AccountDefinition]) {
        self.plans = plans
        self.accounts = accounts
    }
}
