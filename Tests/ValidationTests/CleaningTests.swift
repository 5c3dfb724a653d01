import JSON
import Testing

@testable import Validation

@Suite("Cleaning") struct CleaningTests {
    @Test("knows 65 code points and no others")
    func set() {
        let trimmed = (UInt32(0)...0x10FFFF).compactMap(UnicodeScalar.init).filter(Cleaning.isTrimmed)
        #expect(trimmed.count == 65)
        for stays: UInt32 in [
            0x01, 0x08, 0x0E, 0x1C, 0x1D, 0x1E, 0x1F, 0x21, 0x7F, 0x200, 0x2010, 0x2066, 0x2067, 0x2068,
            0x2069, 0x2070, 0x205E, 0xFE0F, 0x1D172, 0x1D17B, 0xE0021, 0x3001,
        ] {
            #expect(!trimmed.contains { $0.value == stays }, "\(String(stays, radix: 16))")
        }
    }

    @Test("takes each of them from both ends and leaves it in the middle")
    func everyCodePoint() {
        for scalar in (UInt32(0)...0x10FFFF).compactMap(UnicodeScalar.init) where Cleaning.isTrimmed(scalar) {
            let blank = String(scalar)
            #expect(Cleaning.clean(.string(blank)) == .null)
            #expect(Cleaning.clean(.string(blank + blank)) == .null)
            #expect(Cleaning.clean(.string("\(blank)x\(blank)y\(blank)")) == .string("x\(blank)y"))
        }
    }

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let value, cleaned: JSONValue

        init(_ name: String, _ value: JSONValue, _ cleaned: JSONValue) {
            (testDescription, self.value, self.cleaned) = (name, value, cleaned)
        }
    }

    @Test(
        "works by code points, at every depth, on values only",
        arguments: [
            Row("nothing to do", "abc", "abc"),
            Row("empty", "", .null),
            Row("spaces", "  ", .null),
            Row("a combining mark behind the space", " \u{301}x", "\u{301}x"),
            Row("CR LF goes as two", "\r\nx\r\n", "x"),
            Row("only CR LF", "\r\n", .null),
            Row("emoji with a trailing joiner", "\u{1F468}\u{200D}", "\u{1F468}"),
            Row("joiner in the middle stays", "\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
            Row("variation selector stays", "\u{2764}\u{FE0F}", "\u{2764}\u{FE0F}"),
            Row("isolates stay", "\u{2066}x\u{2069}", "\u{2066}x\u{2069}"),
            Row("unit separators stay", "\u{1F}x\u{1C}", "\u{1F}x\u{1C}"),
            Row("NUL goes", "\0x\0", "x"),
            Row("different ones in a row", "\u{FEFF} \u{200B}\u{3164}x\u{AD}\u{E0020}", "x"),
            Row("not ASCII at the ends", "\u{E9}x\u{E9}", "\u{E9}x\u{E9}"),
            Row("elements", [" a ", "", "b", [" "]], ["a", .null, "b", [.null]]),
            Row("members", [" name ": " x ", "": ["deep": " y"]], [" name ": "x", "": ["deep": "y"]]),
            Row("other values", [1, 1.5, true, .null, [:], []], [1, 1.5, true, .null, [:], []]),
        ])
    func cleaned(_ row: Row) {
        #expect(Cleaning.clean(row.value) == row.cleaned)
    }

    @Test("says when there is nothing to copy")
    func unchanged() {
        #expect(Cleaning.change(of: ["a": [" b", "c"]]) != nil)
        #expect(Cleaning.change(of: ["a": ["b", "c\u{E9}"], "d": 1]) == nil)
    }
}
