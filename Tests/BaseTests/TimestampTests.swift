import Base
import Testing

@Suite("Timestamp") struct TimestampTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let seconds: Int64
        var testDescription: String { text }
    }

    static let rows = [
        Row(text: "1970-01-01T00:00:00.000000Z", seconds: 0),
        Row(text: "1969-12-31T23:59:59.000000Z", seconds: -1),
        Row(text: "2000-02-29T23:59:59.000000Z", seconds: 951_868_799),
        Row(text: "2026-02-23T10:00:00.000000Z", seconds: 1_771_840_800),
        Row(text: "2100-02-28T23:59:59.000000Z", seconds: 4_107_542_399),
        Row(text: "2100-03-01T00:00:00.000000Z", seconds: 4_107_542_400),
        Row(text: "9999-12-31T23:59:59.000000Z", seconds: 253_402_300_799),
    ]

    @Test("is written with whole seconds and six zeros", arguments: rows)
    func written(_ row: Row) {
        #expect(Timestamp.text(row.seconds) == row.text)
        #expect(Timestamp.spacedText(row.seconds) == row.text.prefix(19).replacing("T", with: " "))
    }

    @Test("is read back", arguments: rows)
    func read(_ row: Row) {
        #expect(Timestamp.seconds(row.text) == row.seconds)
    }

    @Test("is read with an offset and without a fraction")
    func offsets() {
        #expect(Timestamp.seconds("2026-02-23T10:00:00Z") == 1_771_840_800)
        #expect(Timestamp.seconds("2026-02-23T12:30:00+02:30") == 1_771_840_800)
        #expect(Timestamp.seconds("2026-02-23T05:00:00-05:00") == 1_771_840_800)
    }

    @Test(
        "is refused if the text is not a valid time",
        arguments: [
            "", "2026-02-23", "2026-02-23T10:00:00", "2026-02-29T10:00:00Z", "2100-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+2",
            "2026-01-01T00:00:00ZZ", "2026-01-01 00:00:00Z", "0001-01-01T00:00:00+00:01", "٢٠٢٦-01-01T00:00:00Z",
            "+026-01-01T00:00:00Z",
        ])
    func refused(_ text: String) {
        #expect(Timestamp.seconds(text) == nil)
    }
}
