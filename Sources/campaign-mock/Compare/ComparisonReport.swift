import CampaignMock
import Foundation
import JSON

/// What the user of `campaign-mock compare` reads. The key is masked in all of it, also where an endpoint repeats it.
struct ComparisonReport: Sendable {
    let address: RealAddress
    let key: String
    let isJSON: Bool

    // MARK: - Lines

    /// Writes a line to standard output.
    func print(_ line: String) { Self.write(masked(line), to: STDOUT_FILENO) }

    /// Writes a line for a person, which is no part of a JSON report.
    func tell(_ line: String) { Self.write(masked(line), to: isJSON ? STDERR_FILENO : STDOUT_FILENO) }

    /// Writes a failure to standard error.
    func fail(_ line: String) { Self.write("campaign-mock: " + LogText.oneLine(masked(line)), to: STDERR_FILENO) }

    private func masked(_ text: String) -> String { key.isEmpty ? text : text.replacing(key, with: "***") }

    private static func write(_ line: String, to descriptor: Int32) {
        _ = StreamWriter(descriptor: descriptor).write(Array((line + "\n").utf8)[...])
    }

    // MARK: - Before

    func begin(_ plan: ComparisonPlan) {
        tell("Compares \(address.url) with a mock of version \(MockServer.version). \(AnswerComparison.normalised)")
        if !address.isEncrypted, !address.isLoopback {
            tell("The URL begins with http://, so the key is sent without encryption.")
        }
        tellLeftOut(plan)
    }

    /// Says what will be written, before the question.
    func announce(writes: [ComparedRequest]) {
        let creates = writes.filter(\.createsCampaign)
        let others = writes.filter { !$0.createsCampaign }
        var lines = [
            """
            \(Self.count(creates.count, "request creates a campaign", "requests create a campaign each")) at the real \
            endpoint: \(Self.names(creates)).
            """
        ]
        if !others.isEmpty {
            lines.append(
                """
                \(Self.count(others.count, "more works", "more work")) on the campaign of created-with-defaults and its \
                leads: \(Self.names(others)).
                """)
        }
        tell((lines + ["None starts a campaign, so the platform makes no call."]).joined(separator: " "))
    }

    func tellLeftOut(_ plan: ComparisonPlan) {
        var groups: [(reason: String, names: [String])] = []
        for (request, reason) in plan.leftOut {
            if let index = groups.firstIndex(where: { $0.reason == reason.text }) {
                groups[index].names.append(request.name)
            } else {
                groups.append((reason.text, [request.name]))
            }
        }
        for group in groups {
            tell("Left out, because they \(group.reason): \(group.names.joined(separator: ", ")).")
        }
    }

    // MARK: - Results

    func tell(_ event: Comparison.Event) {
        switch event {
        case .created(let campaign): tell("created    campaign \(campaign.id) at the real endpoint")
        case .result(let result):
            guard !isJSON else { return }
            switch result.outcome {
            case .compared([]): print("same       \(result.request.name)")
            case .compared(let differences):
                print("different  \(result.request.name)")
                for difference in differences { print("           \(difference.sentence)") }
            case .notSent(let reason): print("not sent   \(result.request.name), because \(reason)")
            }
        }
    }

    func end(_ comparison: Comparison, _ plan: ComparisonPlan) {
        guard !isJSON else {
            print(String(decoding: json(comparison, plan).encoded(), as: UTF8.self))
            return
        }
        let (same, different, notSent) = Self.counts(comparison)
        let left = plan.leftOut.count + notSent
        print(
            "\(Self.count(same + different, "request was", "requests were")) compared: \(same) the same, "
                + "\(different) different; \(left) left out.")
        for campaign in comparison.created { print(Self.line(of: campaign)) }
    }

    private static func line(of campaign: Comparison.Created) -> String {
        let name = "Campaign \(campaign.id) (\(TerminalText.wrapped(campaign.name, to: 80, lines: 1).first ?? ""))"
        return switch campaign.deletion {
        case nil: "\(name) was created at the real endpoint and is still there."
        case .some(200..<300): "\(name) was created at the real endpoint and is deleted."
        case let status?: "\(name) was created at the real endpoint and is still there: its deletion got \(status)."
        }
    }

    private static func counts(_ comparison: Comparison) -> (same: Int, different: Int, notSent: Int) {
        var counts = (same: 0, different: 0, notSent: 0)
        for result in comparison.results {
            switch result.outcome {
            case .compared([]): counts.same += 1
            case .compared: counts.different += 1
            case .notSent: counts.notSent += 1
            }
        }
        return counts
    }

    private func json(_ comparison: Comparison, _ plan: ComparisonPlan) -> JSONValue {
        let (same, different, notSent) = Self.counts(comparison)
        return [
            "real": .string(address.url), "version": .string(MockServer.version),
            "same": .integer(Int64(same)), "different": .integer(Int64(different)),
            "left_out": .array(
                plan.leftOut.map { ["name": .string($0.request.name), "reason": .string($0.reason.text)] }
                    + comparison.results.compactMap { result in
                        guard case .notSent(let reason) = result.outcome else { return nil }
                        return ["name": .string(result.request.name), "reason": .string(reason)]
                    }),
            "requests": .array(
                comparison.results.compactMap { result in
                    guard case .compared(let differences) = result.outcome else { return nil }
                    return [
                        "name": .string(result.request.name), "method": .string(result.request.fixture.method),
                        "target": .string(result.request.fixture.target),
                        "differences": .array(differences.map(\.json)),
                    ]
                }),
            "created": .array(
                comparison.created.map { campaign in
                    let isDeleted = campaign.deletion.map { (200..<300).contains($0) } ?? false
                    return [
                        "id": .integer(campaign.id), "name": .string(campaign.name), "deleted": .bool(isDeleted),
                    ]
                }),
            "summary": .string("\(same) the same, \(different) different, \(plan.leftOut.count + notSent) left out"),
        ]
    }

    // MARK: - Words

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    private static func names(_ requests: [ComparedRequest]) -> String {
        requests.map(\.name).joined(separator: ", ")
    }
}
