import CampaignMock
import Foundation
import Logging
import TestSupport

/// A request to the mock. By default it creates a campaign with the demo account's key.
struct MockRequest: Sendable {
    var method = "POST"
    var target = "/api/user/campaign"
    var key = "demo-key"
    var body = ""

    var wire: String {
        """
        \(method) \(target) HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer \(key)\r
        Content-Type: application/json\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """
    }

    /// Sends the request on a new connection.
    ///
    /// - Parameter file: the code that sends, for the ``ExchangeLog``.
    func send(to mock: MockServer, file: String = #fileID) async throws -> RawResponse {
        try await send(toPort: mock.port, file: file)
    }

    func send(toPort port: Int, file: String = #fileID) async throws -> RawResponse {
        let connection = try RawConnection(port: port, file: file)
        try await connection.send(wire)
        return try await connection.receiveResponse()
    }
}

/// Runs `body` with an empty directory and removes the directory afterwards.
func withTemporaryDirectory<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let directory = FileManager.default.temporaryDirectory.appending(path: "campaign-mock-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory)
}

/// Runs a mock that logs nothing while `body` runs.
func withMock<Value: Sendable>(
    _ options: MockOptions = MockOptions(), _ body: (MockServer) async throws -> Value
) async throws -> Value {
    try await CampaignMock.withMock(options, logger: silentLogger, body)
}

let silentLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// The message of the ``MockError`` that the work throws; `nil` when it throws none.
func message(_ work: () async throws -> Void) async -> String? {
    do {
        try await work()
        return nil
    } catch let error as MockError {
        return error.message
    } catch {
        return "another error: \(error)"
    }
}
