extension Store {
    /// Reads what the simulation of an account needs.
    ///
    /// - Parameter id: the ``Account/id`` of the account.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func callingRows(ofAccount id: Int64) async throws(StorageFailure) -> CallingRows {
        try await read { try CallingRows(ofAccount: id, in: $0) }
    }

    /// Sets what runs after each change of the control plane that simulations do not know; see ``ForeignChanges``. It must
    /// not wait.
    package func whenSimulationsChange(_ action: @escaping @Sendable () -> Void) {
        writer.whenSimulationsChange(action)
    }
}
