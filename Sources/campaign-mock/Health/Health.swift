import Foundation
import JSON

/// What a mock says of its health, or why it says nothing.
enum Health: Sendable, Equatable {
    case healthy(version: String)
    /// It answered something else, with this status.
    case unhealthy(status: Int, message: String)
    /// Something answered that is no HTTP server.
    case unreadable
    /// No connection, with this `errno`.
    case unreachable(code: Int32)
    /// The host name is not known.
    case unknownHost(reason: String)
    /// The time ended before the whole answer had come.
    case late

    /// Reads the response to `GET /_mock/health`, up to the end of the connection.
    init(response: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        let start = response.indices.first { response[$0...].starts(with: end) }
        let line = String(decoding: response.prefix { $0 != 0x0D }, as: UTF8.self)
        guard let start, let match = line.wholeMatch(of: /HTTP\/1\.\d (\d{3})(?: .*)?/), let status = Int(match.1)
        else {
            self = .unreadable
            return
        }
        let content = try? JSONReader.read(Array(response[(start + end.count)...]).span)
        if status == 200, content?["status"]?.string == "ok", let version = content?["version"]?.string {
            self = .healthy(version: version)
        } else {
            self = .unhealthy(status: status, message: content?["message"]?.string ?? "")
        }
    }

    var isHealthy: Bool { if case .healthy = self { true } else { false } }

    /// One line that says how the mock is, and what to do when it is not healthy.
    func line(from address: MockAddress) -> String {
        let url = LogText.oneLine(address.url)
        let remedy = "start a mock there, or name another address."
        switch self {
        case .healthy(let version):
            return "campaign-mock \(LogText.oneLine(version)) at \(url) is healthy"
        case .unhealthy(let status, let message):
            let text = message.isEmpty ? remedy : LogText.oneLine(message)
            return "\(url) is not a healthy mock, it answered \(status): \(text)"
        case .unreadable: return "\(url) is not a mock, it did not answer in HTTP: \(remedy)"
        case .unreachable(let code): return "No mock answers at \(url) (\(String(cString: strerror(code)))): \(remedy)"
        case .unknownHost(let reason): return "No mock answers at \(url) (\(reason)): check the host name."
        case .late: return "\(url) did not answer in time: look at the mock's log, or give it more with --timeout."
        }
    }
}
