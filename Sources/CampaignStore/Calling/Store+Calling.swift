extension Store {
    /// Reads what the simulation of an account needs.
    ///
    /// - Parameter id: the ``Account/id`` of the account.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func callingRows(ofAccount id: Int64) async throws(StorageFailure) -> CallingRows {
        try await read { try CallingRows(ofAccount: id, in: $0) }
    }
}
