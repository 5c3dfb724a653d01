import CampaignMock

/// What the mock has refused, for the user of a command that has failed.
struct RefusedRequests {
    /// The most requests that the text shows.
    private static let most = 5

    private let all: [MockExchange]

    /// The requests in the mock's journal with a status of 400 or higher; none without a journal.
    init(of mock: MockServer) {
        let exchanges = (try? mock.requests) ?? []
        all = exchanges.filter { ($0.status ?? 0) >= 400 }
    }

    /// Writes the last requests to standard error. Writes nothing when none was refused.
    ///
    /// - Parameter status: The exit status of the command.
    func write(status: Int32) {
        let lines = lines(status: status)
        if !lines.isEmpty { StandardError.write(lines.joined(separator: "\n")) }
    }

    func lines(status: Int32) -> [String] {
        guard !all.isEmpty else { return [] }
        let count = all.count == 1 ? "1 request" : "\(all.count) requests"
        let part = all.count > Self.most ? ", of which these are the last \(Self.most)" : ""
        return ["campaign-mock: the command ended with \(status). The mock had refused \(count)\(part):"]
            + all.suffix(Self.most).flatMap(Self.lines)
    }

    /// The status, the method and target and the first message of a request, and its curl line.
    private static func lines(of exchange: MockExchange) -> [String] {
        let request = "\(exchange.method ?? "an unreadable method") \(exchange.target ?? "")"
        let fault = exchange.fault.map { " (\($0))" } ?? ""
        let problem = exchange.firstProblem.map { ": \($0)" } ?? ""
        return ["  \(exchange.status ?? 0) " + LogText.oneLine(request + fault + problem)]
            + [exchange.curl].compactMap { $0.map { "    \($0)" } }
    }
}
