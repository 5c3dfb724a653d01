import CampaignMock
import Logging
import ServiceLifecycle

/// A service that writes the port file and the ready line, then runs the mock.
///
/// The service group installs its signal handlers before it runs its services. So every signal that arrives after the
/// ready line stops the mock gracefully.
struct AnnouncedMock: Service {
    let mock: MockServer
    let portFile: PortFile?
    let readyLine: ReadyLine
    let logger: Logger

    func run() async throws {
        let written: PortFile.Written?
        do {
            written = try portFile?.write(port: mock.port)
        } catch {
            // `run()` after `stop()` serves no request and closes the database.
            mock.stop()
            try await mock.run()
            throw error
        }
        defer { written?.remove() }
        // The mock keeps running without the ready line: scripts may read the port file instead.
        if let cause = readyLine.print() {
            logger.warning("the ready line could not be written to standard output", metadata: ["cause": "\(cause)"])
        }
        try await mock.run()
    }
}
