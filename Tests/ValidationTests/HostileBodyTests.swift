import JSON
import Testing

@testable import Validation

/// Bodies of about a megabyte that would take minutes if any step were quadratic.
@Suite("Hostile bodies", .timeLimit(.minutes(1))) struct HostileBodyTests {
    private func errors(_ text: String) throws -> ValidationErrors {
        campaignValidator().validate(try object("{\"name\":\"x\",\"assistant_id\":1,\(text)}")).errors
    }

    @Test("with a list of distinct numbers", arguments: ["", "\""])
    func distinct(_ quote: String) throws {
        let list = (10..<50_010).map { "\(quote)\($0)\(quote)" }.joined(separator: ",")
        #expect(try errors("\"phone_number_ids\":[\(list)]").count == 50_000)
    }

    @Test("with a list of equal elements", arguments: ["7", "\"x\"", "0.5", "[]", "[0]", "true", "\"1e999\""])
    func equal(_ element: String) throws {
        let list = Array(repeating: element, count: 20_000).joined(separator: ",")
        #expect(try errors("\"phone_number_ids\":[\(list)]").entries.count == 20_000)
    }

    @Test("with many members, all different or all the same")
    func members() throws {
        #expect(try errors((0..<50_000).map { "\"a\($0)\":0" }.joined(separator: ",")).isEmpty)
        #expect(try errors(Array(repeating: "\"max_retries\":1", count: 50_000).joined(separator: ",")).isEmpty)
        #expect(
            try errors("\"max_retries\":{" + (0..<50_000).map { "\"a\($0)\":0" }.joined(separator: ",") + "}").count
                == 2)
    }

    @Test("with one very long number", arguments: ["9", "0"])
    func longNumbers(_ digit: String) throws {
        let digits = String(repeating: digit, count: 1_000_000)
        #expect(try errors("\"max_retries\":1\(digits)").count == 2)
        #expect(try errors("\"max_retries\":\"\(digits)9\"").count == 2)
        #expect(try errors("\"max_retries\":\"0.\(digits)1\"").count == 2)
        #expect(try errors("\"phone_number_ids\":[\"\(digits)\",\"1\(digits)\"]").entries.count == 2)
    }

    @Test("with a megabyte of what is trimmed")
    func trimmed() throws {
        #expect(try errors("\"timezone\":\"\(String(repeating: "\u{3000}", count: 300_000))\"").isEmpty)
        #expect(
            try errors("\"goal_completion_variable\":\"\(String(repeating: "e\u{301}", count: 300_000))\"").count == 1)
    }
}
