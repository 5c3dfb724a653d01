import CampaignMock
import Foundation
import Logging
import TestSupport
import Testing

/// The library checks its options before it opens anything.
@Suite("Options") struct OptionTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout MockOptions) -> Void

        init(_ member: String, _ change: @escaping @Sendable (inout MockOptions) -> Void) {
            testDescription = member
            self.change = change
        }
    }

    @Test(
        "with an invalid value are refused in one line that names the option",
        arguments: [
            Row("endpoint.port") { $0.endpoint = .tcp(host: "127.0.0.1", port: 65_536) },
            Row("endpoint.port") { $0.endpoint = .tcp(host: "127.0.0.1", port: -1) },
            Row("endpoint.host") { $0.endpoint = .tcp(host: "", port: 0) },
            Row("endpoint.path") { $0.endpoint = .unixSocket(path: "") },
            Row("database.path") { $0.database = .file(path: "") },
            Row("threads") { $0.threads = 0 },
            Row("threads") { $0.threads = .max },
            Row("limits.headBytes") { $0.limits.headBytes = 0 },
            Row("limits.targetBytes") { $0.limits.targetBytes = -1 },
            Row("limits.fields") { $0.limits.fields = .max },
            Row("limits.bodyBytes") { $0.limits.bodyBytes = .min },
            Row("limits.connections") { $0.limits.connections = 0 },
            Row("limits.head") { $0.limits.head = .zero },
            Row("limits.body") { $0.limits.body = .seconds(-1) },
            Row("limits.write") { $0.limits.write = .nanoseconds(1) },
            Row("limits.idle") { $0.limits.idle = .seconds(Int64.max) },
            Row("limits.shutdown") { $0.limits.shutdown = .seconds(86_401) },
            Row("control.token") { $0.control.token = " " },
            Row("control.token") { $0.control.token = "" },
            Row("control.token") { $0.control.token = "a\nb" },
            Row("control.token") { $0.control.token = "schlüssel" },
            Row("control.hosts") { $0.control.hosts = ["http://mock.test"] },
            Row("control.hosts") { $0.control.hosts = ["mock.test:80"] },
            Row("control.origins") { $0.control.origins = ["mock.test"] },
            Row("control.origins") { $0.control.origins = ["*"] },
            Row("control.journalEntries") { $0.control.journalEntries = -1 },
            Row("control.journalBodyBytes") { $0.control.journalBodyBytes = .max },
            Row("control.frozenAt") { $0.control.frozenAt = -1 },
            Row("control.frozenAt") { $0.control.frozenAt = .max },
            Row("corsOrigins") { $0.corsOrigins = .listed(["https://app.example/path"]) },
        ])
    func refused(_ row: Row) throws {
        var options = MockOptions()
        row.change(&options)
        let error = #expect(throws: MockError.self) { try MockServer(options) }
        #expect(error?.message.hasPrefix(row.testDescription) == true)
        #expect(error?.message.contains("\n") == false)
    }

    @Test("accept their documented minimum and maximum")
    func bounds() throws {
        for (number, time) in [(1, Duration.milliseconds(1)), (1_073_741_824, .seconds(86_400))] {
            var options = MockOptions()
            options.limits.bodyBytes = number
            options.limits.connections = number
            options.limits.head = time
            options.limits.shutdown = time
            _ = try MockServer(options, logger: silentLogger)
        }
    }
}
