import CampaignMock
import Logging

/// The mock that all tests of this process share.
///
/// The actor protects the only state that outlives a test. The mock starts when the first test needs it. Nothing stops
/// it: it keeps nothing on disk, and the end of the process frees its port and its memory.
actor SharedMock {
    static let ofThisProcess = SharedMock()

    private var started: Result<MockServer, MockError>?

    /// The number of requests that the journal keeps. Each test deletes its own when it ends, so that this many may come
    /// from the tests that run at the same time.
    static let journalEntries = 100_000

    /// Starts the mock, unless it runs already.
    ///
    /// - Throws: ``MockError`` when it cannot start, to each test that needs it.
    func server() throws(MockError) -> MockServer {
        if let started { return try started.get() }
        do throws(MockError) {
            var options = MockOptions()
            options.control.journalEntries = Self.journalEntries
            var logger = Logger(label: "campaign-mock")
            // Warnings become issues. What is left are faults of the mock itself.
            logger.logLevel = .error
            let server = try MockServer(options, logger: logger)
            started = .success(server)
            Task.detached {
                do {
                    try await server.run()
                } catch {
                    await self.noteFailure("The shared mock ended: \(error).")
                }
            }
            return server
        } catch {
            started = .failure(error)
            throw error
        }
    }

    private func noteFailure(_ message: String) { started = .failure(MockError(message)) }
}
