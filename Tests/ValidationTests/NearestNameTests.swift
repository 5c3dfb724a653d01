import Testing

@testable import Validation

@Suite("Nearest name") struct NearestNameTests {
    static let known = [
        "name", "assistant_id", "timezone", "max_calls_in_parallel", "allowed_hours_start_time",
        "allowed_hours_end_time",
        "allowed_days", "max_retries", "retry_interval", "times",
    ]

    struct Row: CustomTestStringConvertible {
        let name: String
        let nearest: String?
        var testDescription: String { "\(name) means \(nearest ?? "nothing known")" }
    }

    @Test(
        "is what was probably meant",
        arguments: [
            Row(name: "max_call_in_parallel", nearest: "max_calls_in_parallel"), Row(name: "tims", nearest: "times"),
            Row(name: "nmae", nearest: "name"), Row(name: "Name", nearest: "name"),
            Row(name: "maxRetries", nearest: "max_retries"),
            Row(name: "assistant-id", nearest: "assistant_id"), Row(name: "assistantId", nearest: "assistant_id"),
            Row(name: "time_zone", nearest: "timezone"),
            Row(name: "allowed_hour_start_time", nearest: "allowed_hours_start_time"),
            Row(name: "retry_intervall", nearest: "retry_interval"), Row(name: "", nearest: nil),
            Row(name: "x", nearest: nil),
            Row(name: "color", nearest: nil), Row(name: "description", nearest: nil),
            Row(name: "nam\u{1F600}", nearest: "name"),
            Row(name: "max", nearest: nil),
        ])
    func nearest(_ row: Row) {
        #expect(NearestName.of(row.name, among: Self.known) == row.nearest)
    }

    @Test("is the first of equally near ones, and none among none")
    func ties() {
        #expect(NearestName.of("abcx", among: ["abcd", "abce"]) == "abcd")
        #expect(NearestName.of("abc", among: []) == nil)
    }

    @Test("of a megabyte costs nothing")
    func hostile() {
        #expect(NearestName.of(String(repeating: "max_retries", count: 100_000), among: Self.known) == nil)
    }
}
