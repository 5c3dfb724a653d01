extension Store {
    /// Returns one page of an account's calls, in the order of their ids.
    ///
    /// - Parameters:
    ///   - offset: the number of calls on earlier pages, at least 0.
    ///   - limit: the maximum number of calls to return, at least 0.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func calls(_ filter: CallFilter, offset: Int64, limit: Int64) async throws(StorageFailure) -> CallPage {
        try await read { try CallSearch(filter, in: $0).page(offset: offset, limit: limit) }
    }

    /// Returns the call with the id; `nil` if the account has none that a client may see.
    ///
    /// - Parameter account: the ``Account/id`` of the account.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func call(id: Int64, ofAccount account: Int64) async throws(StorageFailure) -> ListedCall? {
        try await read { try CallSearch.call(id: id, ofAccount: account, from: $0) }
    }

    /// Returns the calls that match the filter, hidden ones too, in the order of their ids.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func callRows(matching filter: CallRowFilter = CallRowFilter()) async throws(StorageFailure) -> [CallRecord]
    {
        try await read { try CallTable.fetch(filter, from: $0) }
    }

    /// Counts the calls that match the filter, whatever its page.
    ///
    /// - Parameter step: the length of the spans in which they are counted, at least 1 second; `nil` for one span.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func callCounts(matching filter: CallRowFilter, step: Int64?) async throws(StorageFailure) -> CallCounts {
        try await read { try CallTable.count(filter, step: step, in: $0) }
    }
}
