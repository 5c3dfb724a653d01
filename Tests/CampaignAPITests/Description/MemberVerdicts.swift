import Foundation
import JSON
import TestSupport

/// Compares what the document says about values of members with what the code says.
extension DescribedAPI {
    /// Returns the values of a member that document and code judge differently, one line each.
    ///
    /// - Parameter most: after that many the search ends.
    func differences(about member: DescribedMember, atMost most: Int = .max) async throws -> [String] {
        let checker = SchemaChecker(document, refusesUnnamed: false)
        var found: [String] = []
        for value in member.candidates where found.count < most {
            guard !isAboutObjects(member, value), member.isParameter ? value.isParameterText : true else { continue }
            let value = member.isParameter ? .inText(value.parameterText, member.schema) : value
            let isDocumented = checker.mistakes(in: value, by: member.schema).isEmpty
            guard isDocumented || !member.isLenient(value) else { continue }
            let text = String(decoding: value.encoded().prefix(60), as: UTF8.self)
            switch (isDocumented, try await accepts(value, of: member)) {
            case (true, false): found.append("\(member.operation.name): \(member.name) \(text) is refused")
            case (false, true): found.append("\(member.operation.name): \(member.name) \(text) is accepted")
            default: continue
            }
        }
        if !member.isParameter, try await accepts(nil, of: member) == member.isRequired {
            found.append("\(member.operation.name): \(member.name) is required in one place only")
        }
        return found
    }

    /// Whether the code has nothing to say against the value.
    private func accepts(_ value: JSONValue?, of member: DescribedMember) async throws -> Bool {
        // No request here waits for anything, and other tests want to run too.
        await Task.yield()
        let answer: Answered
        if member.isParameter {
            let text = value.map(\.parameterText) ?? ""
            answer = try await send(
                member.operation,
                query: "\(member.name)=\(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
        } else {
            answer = try await send(member.operation, member.put(value, validBody(of: member.operation)))
        }
        guard let errors = answer.body["errors"]?.object else {
            // These refusals name no member.
            return answer.message != "Invalid phone number" && answer.message?.hasPrefix("Invalid action") != true
        }
        return !errors.members.contains { $0.name == member.name || $0.name.hasPrefix("\(member.name).") }
    }

    /// Whether the code looks the value up among the account's objects, of which the document knows nothing.
    private func isAboutObjects(_ member: DescribedMember, _ value: JSONValue) -> Bool {
        switch member.name {
        case "phone_number_ids": value[0]?.integer.map { !(1...3).contains($0) } ?? false
        case "campaign_id" where member.operation.method == "PUT": value.double.map { $0 != 1 } ?? false
        default: false
        }
    }
}

extension JSONValue {
    /// Whether the value can stand in a query.
    fileprivate var isParameterText: Bool { string != nil || integer != nil }

    fileprivate var parameterText: String { string ?? integer.map(String.init) ?? "" }
}
