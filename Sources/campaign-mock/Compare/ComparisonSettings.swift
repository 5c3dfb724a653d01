import CampaignMock
import Foundation
import Logging

/// What `campaign-mock compare` does, as its flags say.
struct ComparisonSettings: Sendable {
    let address: RealAddress
    let key: String
    let ids: AccountIDs
    /// Patterns of names; empty for all requests.
    let only: [String]
    let onlyLists: Bool
    /// Whether requests that write are sent without a question.
    let writes: Bool
    /// Whether the created campaigns are deleted.
    let deletes: Bool
    let isJSON: Bool
    let timeout: Duration
    let pause: Duration
    let environment: [String: String]

    /// Not possible, or not finished.
    private static let failed: Int32 = 2

    /// Whether a service for continuous integration runs the program. Most set `CI=true`.
    private var isInCI: Bool { !["", "0", "false"].contains((environment["CI"] ?? "").lowercased()) }

    /// Compares.
    ///
    /// - Returns: The exit status of the program.
    /// - Throws: ``MockError`` when the mock cannot start.
    func run() async throws -> Int32 {
        let report = ComparisonReport(address: address, key: key, isJSON: isJSON)
        var plan = ComparisonPlan(only, ids: ids)
        if onlyLists {
            list(plan, report)
            return EXIT_SUCCESS
        }
        guard !isInCI || address.isLoopback else {
            report.fail("CI is set, and compare would use a real account: run it by hand.")
            return Self.failed
        }
        report.begin(plan)
        if !plan.writes.isEmpty {
            report.announce(writes: plan.writes)
            if !agreesToWrites(report) {
                plan.leaveOutWrites()
                report.tell("These requests are not sent.")
            }
        }
        guard !plan.sent.isEmpty else {
            report.fail("No request is left to send: give the ids that they need, or send others by --only.")
            return Self.failed
        }
        return try await compare(plan, report)
    }

    private func list(_ plan: ComparisonPlan, _ report: ComparisonReport) {
        for request in ComparedRequest.all
        where plan.sent.contains(where: { $0.name == request.name })
            || plan.leftOut.contains(where: { $0.request.name == request.name })
        {
            let needs = ComparedRequest.Need.allCases.filter(request.needs.contains).map(\.flag)
            let columns =
                [request.kind.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0), request.name]
                + (needs.isEmpty ? [] : ["(needs \(needs.joined(separator: ", ")))"])
            report.print(columns.joined(separator: " "))
        }
    }

    private func agreesToWrites(_ report: ComparisonReport) -> Bool {
        if writes { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            report.tell("Standard input is no terminal, and --yes is not given.")
            return false
        }
        report.tell("Type yes to send them:")
        return readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == "yes"
    }

    private func compare(_ plan: ComparisonPlan, _ report: ComparisonReport) async throws -> Int32 {
        var options = MockOptions()
        options.seed = ComparisonSeed.document(ids)
        options.control.enabled = false
        let silent = Logger(label: "campaign-mock") { _ in SwiftLogNoOpLogHandler() }
        return try await withMock(options, logger: silent) { mock in
            let url = mock.url + "/api"
            return try await OwnThread.run { compareHere(plan, report, mockURL: url) }
        }
    }

    private func compareHere(_ plan: ComparisonPlan, _ report: ComparisonReport, mockURL: String) -> Int32 {
        // curl gets the key with the request, and needs it nowhere else.
        let variables = environment.filter { $0.key != ComparisonKey.variable }
        var endpoint = RealEndpoint(
            address: address, key: key, timeout: timeout, pause: pause, environment: variables)
        endpoint.tell = { report.tell($0) }
        var comparison = Comparison(endpoint, mockURL: mockURL, ids: ids) { report.tell($0) }
        var status = EXIT_SUCCESS
        do throws(RealEndpoint.Stop) {
            try comparison.run(plan.sent)
            if comparison.results.contains(where: { !$0.differences.isEmpty }) { status = EXIT_FAILURE }
        } catch {
            report.fail(error.message(address))
            status = Self.failed
        }
        if deletes, !comparison.created.isEmpty {
            do throws(RealEndpoint.Stop) {
                try comparison.deleteCreated()
            } catch {
                report.fail(error.message(address))
                status = Self.failed
            }
        }
        report.end(comparison, plan)
        return status
    }
}
