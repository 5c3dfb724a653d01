import Base
import Testing

@Suite("Percent-encoding") struct PercentEncodingTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let encoded: String
        let path: String
        let form: String
        var testDescription: String { encoded }
    }

    @Test(
        "is decoded, and a percent sign without two digits is kept",
        arguments: [
            Row(encoded: "", path: "", form: ""),
            Row(encoded: "user", path: "user", form: "user"),
            Row(encoded: "campa%69gn", path: "campaign", form: "campaign"),
            Row(encoded: "%2F%2f", path: "//", form: "//"),
            Row(encoded: "%C3%A9", path: "é", form: "é"),
            Row(encoded: "%2525", path: "%25", form: "%25"),
            Row(encoded: "a+b%2B", path: "a+b+", form: "a b+"),
            Row(encoded: "100%", path: "100%", form: "100%"),
            Row(encoded: "%4", path: "%4", form: "%4"),
            Row(encoded: "%g0%0g%", path: "%g0%0g%", form: "%g0%0g%"),
            Row(encoded: "%%41", path: "%A", form: "%A"),
            Row(encoded: "%+1", path: "%+1", form: "% 1"),
        ])
    func decoded(_ row: Row) {
        let bytes = Array(row.encoded.utf8)
        #expect(String(decoding: PercentEncoding.decode(bytes.span), as: UTF8.self) == row.path)
        #expect(String(decoding: PercentEncoding.decode(bytes.span, plusIsSpace: true), as: UTF8.self) == row.form)
    }

    @Test("decodes to bytes that are not valid UTF-8")
    func bytes() {
        #expect(PercentEncoding.decode(Array("%ff%00%80".utf8).span) == [0xFF, 0x00, 0x80])
    }

    @Test("is kept for chosen bytes, with capital digits")
    func kept() {
        let decoded = PercentEncoding.decode(
            Array("a%2fb%2Fc%25%41%2e".utf8).span, keeping: { $0 == 0x2F || $0 == 0x25 })
        #expect(String(decoding: decoded, as: UTF8.self) == "a%2Fb%2Fc%25A.")
    }
}
