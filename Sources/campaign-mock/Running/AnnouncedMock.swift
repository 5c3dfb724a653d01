import CampaignMock
import Logging
import ServiceLifecycle

/// The mock as the program runs it: it says that it listens, then answers.
///
/// The service group traps the signals before it runs its services. So a signal that is sent after the announcement ends
/// the program as promised.
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
            // A mock that is stopped before it runs only closes its database.
            mock.stop()
            try await mock.run()
            throw error
        }
        defer { written?.remove() }
        // The mock goes on without its ready line: a script that reads the port file needs none.
        if let cause = readyLine.print() {
            logger.warning("the ready line could not be written to standard output", metadata: ["cause": "\(cause)"])
        }
        try await mock.run()
    }
}
