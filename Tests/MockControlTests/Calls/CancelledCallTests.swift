import CampaignAPI
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import Base
import Logging
import Testing

@testable import MockControl

@Suite("A call whose client has disconnected") struct CancelledCallTests {
    /// A log handler that keeps every message.
    struct Recorder: LogHandler {
        let messages: Locked<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            messages.withLock { $0.append("\(event.message)") }
        }
    }

    static func respond(
        messages: Locked<[String]>, _ prepare: @escaping @Sendable (Store) -> Void
    ) async throws -> Response {
        let logger = Logger(label: "test") { _ in Recorder(messages: messages) }
        let store = try Store(.memory, seed: .demo, logger: Logger(label: "store") { _ in SwiftLogNoOpLogHandler() })
        defer { store.close() }
        let control = ControlPlane(
            store: store, runner: CampaignRunner(store: store, clock: MockClock()), clock: MockClock(),
            limiter: RateLimiter(), seed: SeedSource(.demo), logger: logger)
        let request = try makeRequest("GET", "/_mock/campaigns")
        return await Task {
            prepare(store)
            return await control.router.respond(to: request).response
        }.value
    }

    @Test("is not logged as a failure of the store") func cancelled() async throws {
        let messages = Locked<[String]>([])
        let response = try await Self.respond(messages: messages) { _ in
            withUnsafeCurrentTask { $0?.cancel() }
        }
        #expect(response.status == .internalServerError)
        #expect(messages.withLock { $0 } == [])
    }

    @Test("still logs a real failure of the store") func failing() async throws {
        let messages = Locked<[String]>([])
        _ = try await Self.respond(messages: messages) { $0.close() }
        #expect(messages.withLock { $0 } == ["the store failed in a call of the control plane"])
    }
}
