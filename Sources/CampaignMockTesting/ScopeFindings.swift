import CampaignMock

/// What a test's client did that production would refuse or ignore, and the faults that it did not meet.
struct ScopeFindings {
    /// The most characters of a response that a text shows.
    private static let longestExcerpt = 1_000

    let options: ScopeOptions
    let server: MockServer
    /// The name of the test's account.
    let account: String

    /// The texts of the issues, in the order of the requests, then of the faults.
    var all: [String] {
        let (exchanges, forgotten) = server.requests(ofAccount: account)
        var texts = exchanges.flatMap { warnings(of: $0) + [unexpectedStatus(of: $0)].compactMap(\.self) }
        if forgotten > 0 {
            texts.append(
                "The journal has forgotten up to \(forgotten) requests of this test, which were not checked: a test and "
                    + "those that run beside it may send \(SharedMock.journalEntries) requests.")
        }
        return texts + server.faults(ofAccount: account).all.filter { $0.fired == 0 }.map(unfired)
    }

    private func warnings(of exchange: MockExchange) -> [String] {
        guard !options.allowsWarnings else { return [] }
        return exchange.warnings.map { warning in
            "The platform would ignore a mistake in \(exchange), field \(warning.field): \(warning.message) "
                + "Change the request, or allow this with .allowsWarnings. \(line(of: exchange))"
        }
    }

    private func unexpectedStatus(of exchange: MockExchange) -> String? {
        guard let status = exchange.status, status >= 400, exchange.fault == nil,
            !options.allowedStatuses.contains(status)
        else { return nil }
        return "Unexpected status \(status) in \(exchange): \(excerpt(of: exchange)) "
            + "Change the request, or expect this with .allows(\(status)). \(line(of: exchange))"
    }

    private func unfired(_ fault: RegisteredFault) -> String {
        let reason: String
        if fault.matched > 0 {
            let requests = fault.matched == 1 ? "1 request" : "\(fault.matched) requests"
            reason = "\(requests) matched it, but its after or probability let them pass."
        } else if let nearest = server.nearestMiss(toFault: fault.id, ofAccount: account) {
            reason = "no request matched it. \(nearest)"
        } else {
            reason = "no request came with the test's key, or an earlier fault changed each."
        }
        return "The fault \(fault.id) has never fired: \(reason) Remove it, or send what it waits for. "
            + "\(fault.document)"
    }

    private func excerpt(of exchange: MockExchange) -> String {
        let text = exchange.responseBody?.text ?? ""
        return text.count > Self.longestExcerpt ? text.prefix(Self.longestExcerpt) + "…" : text
    }

    private func line(of exchange: MockExchange) -> String { exchange.curl.map { "Its curl line: \($0)" } ?? "" }
}
