import JSON
import Testing

@testable import campaign_mock

@Suite("Compared bodies") struct BodyComparisonTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let real: JSONValue
        let mock: JSONValue
        let values: [String]
        let form: [String]

        init(_ name: String, _ real: JSONValue, _ mock: JSONValue, values: [String] = [], form: [String] = []) {
            (testDescription, self.real, self.mock, self.values, self.form) = (name, real, mock, values, form)
        }
    }

    @Test(
        "differ by the path of each member",
        arguments: [
            Row("order of members", ["a": 1, "b": 2], ["b": 2, "a": 1]),
            Row("values", ["a": ["b": [1, 2]]], ["a": ["b": [1, 3]]], values: ["a.b[1]"]),
            Row("kinds", ["a": "1"], ["a": 1], values: ["a"], form: ["a"]),
            Row("missing members", ["a": 1, "b": 2], ["a": 1, "c": 3], values: ["b", "c"], form: ["b", "c"]),
            Row("null", ["a": .null], ["a": "x"], values: ["a"]),
            Row("lengths", ["a": [1]], ["a": [1, 2]], values: ["a"]),
            Row("equal numbers", 3, .double(3)), Row("numbers", 3, .double(3.5), values: [""]),
            Row("a list for an object", [], ["a": 1], values: [""], form: [""]),
            Row("an empty list", ["a": []], ["a": [["b": 1]]], values: ["a"]),
            Row(
                "members of some elements", [["a": .null], ["a": 1, "b": 2]], [["a": "x"]], values: [""],
                form: ["[].a", "[].b"]),
            Row(
                "the user's variables", ["variables": ["x": 1]], ["variables": ["y": 1]],
                values: ["variables.x", "variables.y"]),
        ])
    func differences(_ row: Row) {
        var comparison = BodyComparison()
        comparison.compareValues(row.real, row.mock)
        #expect(comparison.differences.map(Self.path) == row.values)
        comparison = BodyComparison()
        comparison.compareForm(row.real, row.mock)
        #expect(comparison.differences.map(Self.path) == row.form)
    }

    private static func path(_ difference: Difference) -> String {
        if case .body(let path) = difference.place { path } else { "no body" }
    }

    @Test(
        "are the same where only ids, times and hosts differ",
        arguments: [
            (
                ["id": 1, "lead_id": 2, "phone_number_ids": [3]], ["id": 9, "lead_id": 8, "phone_number_ids": [7]], true
            ),
            (["id": "1"], ["id": 1], false), (["id": .null], ["id": 1], false), (["count": 1], ["count": 2], false),
            (["at": "2026-02-23T10:00:00.000000Z"], ["at": "2025-11-01T23:59:59.000000Z"], true),
            (["at": "2026-02-23T10:00:00.000000Z"], ["at": "2025-11-01 23:59:59"], false),
            (
                ["url": "https://real.example/v1/user/leads?page=2"],
                ["url": "http://127.0.0.1:1/api/user/leads?page=2"], true
            ),
            (
                ["url": "https://real.example/v1/user/leads?page=2"],
                ["url": "http://127.0.0.1:1/api/user/leads?page=3"], false
            ),
            (["url": "https://cdn.example/a"], ["url": "http://127.0.0.1:1/a"], true),
            (["uuid": "a-b"], ["uuid": "c-d"], true),
            (["errors": ["assistant_id": ["Required."]]], ["errors": ["assistant_id": ["Missing."]]], false),
        ] as [(JSONValue, JSONValue, Bool)])
    func normal(_ real: JSONValue, _ mock: JSONValue, same: Bool) {
        let normalReal = NormalBody(base: "https://real.example/v1").value(real)
        let normalMock = NormalBody(base: "http://127.0.0.1:1/api").value(mock)
        #expect((normalReal == normalMock) == same)
    }

    @Test("are shown on one line that cannot control a terminal") func shown() {
        let text = "a\u{1B}[2J\n\u{202E}b" + String(repeating: "c", count: 400)
        let sentence = Difference(place: .body("x\r"), real: text, mock: nil).sentence
        #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
        #expect(sentence.count < 300)
    }
}
