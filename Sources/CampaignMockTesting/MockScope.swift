import CampaignMock
import Testing

/// One test, or one case of a parameterised test, with an account of its own.
struct MockScope: Sendable {
    let options: ScopeOptions
    let test: Test?
    let name: String
    /// Receives the text of each issue.
    let record: @Sendable (String) -> Void

    /// - Parameters:
    ///   - test: the test that has the account; `nil` for a scope that no test runner made.
    ///   - name: the test's name, which the account's name shows.
    ///   - record: receives the text of each issue.
    init(
        options: ScopeOptions, test: Test? = nil, name: String, record: @escaping @Sendable (String) -> Void
    ) {
        self.options = options
        self.test = test
        self.name = name
        self.record = record
    }

    /// Makes the account, runs the test, records its issues, and removes the account.
    ///
    /// - Throws: The test's own error, or `MockError` when the mock cannot start or an option is invalid.
    func run(_ function: () async throws -> Void) async throws {
        let server = try await SharedMock.ofThisProcess.server()
        let account = try await makeAccount(on: server)
        let outcome: Result<Void, any Error>
        do {
            let mock = Mock(server: server, account: account, test: test)
            for fault in options.faults { try mock.faults.add(fault) }
            try await Mock.$bound.withValue(mock) { try await function() }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        let findings = ScopeFindings(options: options, server: server, account: account.name)
        findings.all.forEach(record)
        do throws(MockError) {
            try await server.accounts.discard(account)
        } catch {
            record(error.message)
        }
        try outcome.get()
    }

    private func makeAccount(on server: MockServer) async throws(MockError) -> MockAccount {
        try await server.accounts.make(
            accountName, plan: options.plan, timezone: options.timezone, balance: options.balance,
            clock: options.clock ?? .real, members: options.members)
    }

    /// A name that shows the test's and that no other test has.
    private var accountName: String {
        let readable = name.unicodeScalars.prefix { $0 != "(" }.filter {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
        let random = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(String(String.UnicodeScalarView(readable.prefix(64))))-\(random)"
    }
}
