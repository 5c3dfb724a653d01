internal import GRDB

extension Store {
    /// Reads what the simulation of an account needs.
    ///
    /// - Parameter id: the ``Account/id`` of the account.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func callingRows(ofAccount id: Int64) async throws(StorageFailure) -> CallingRows {
        try await read { try CallingRows(ofAccount: id, in: $0) }
    }

    /// Returns the number of campaigns in progress, and of calls that go on, of all accounts.
    ///
    /// The time depends on these numbers alone.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func runningCounts() async throws(StorageFailure) -> (campaigns: Int, calls: Int) {
        try await read { database in
            // The rows of removed campaigns may still wait for ``LeadCleaner``.
            let campaigns = try database.firstRow(
                "SELECT count(*) FROM campaigns WHERE status = 'in-progress' AND account_id IN (SELECT id FROM accounts)"
            ) { $0.integer(0) }
            let calls = try database.firstRow(
                "SELECT count(*) FROM calls WHERE ended_at IS NULL AND \(CallTable.hasCampaign)"
            ) { $0.integer(0) }
            return (Int(campaigns ?? 0), Int(calls ?? 0))
        }
    }

    /// Sets what runs after each change of the control plane that simulations do not know; see ``ForeignChanges``. It must
    /// not wait.
    package func whenSimulationsChange(_ action: @escaping @Sendable () -> Void) {
        writer.whenSimulationsChange(action)
    }
}
