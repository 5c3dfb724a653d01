import JSON
import Testing

@Suite("Writer") struct WriterTests {
    struct Row: CustomTestStringConvertible {
        let value: JSONValue
        let text: String
        var testDescription: String { text }

        init(_ value: JSONValue, _ text: String) { (self.value, self.text) = (value, text) }
    }

    @Test("takes a text of nothing for no element") func nothing() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.encoded([])
        writer.integer(1 as Int64)
        writer.encoded([])
        writer.endArray()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[1]")
    }

    @Test(
        "is compact",
        arguments: [
            Row(.null, "null"), Row(true, "true"), Row(false, "false"), Row(0, "0"), Row(-1, "-1"),
            Row(1234567890, "1234567890"),
            Row(.integer(.max), "9223372036854775807"), Row(.integer(.min), "-9223372036854775808"),
            Row(0.1, "0.1"), Row(3.0, "3.0"), Row(-0.0, "-0.0"), Row(1e23, "1e+23"),
            Row(.double(.leastNonzeroMagnitude), "5e-324"),
            Row(.double(.infinity), "null"), Row(.double(-.infinity), "null"), Row(.double(.nan), "null"),
            Row("", "\"\""), Row("a/b", "\"a/b\""), Row("\"\\", #""\"\\""#), Row("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
            Row("\0\u{1}\u{B}\u{1F}\u{7F}", #""\u0000\u0001\u000b\u001f"# + "\u{7F}\""),
            Row("\u{E9}\u{20AC}\u{1F600}\u{2028}", "\"\u{E9}\u{20AC}\u{1F600}\u{2028}\""),
            Row("a\nb\nc", #""a\nb\nc""#),
            Row([], "[]"), Row([:], "{}"), Row([1, [2, []], [:]], "[1,[2,[]],{}]"),
            Row(["a": 1, "b": [true, .null], "c": ["d": "e"]], #"{"a":1,"b":[true,null],"c":{"d":"e"}}"#),
            Row(["a\n": 1, "a\n": 2], #"{"a\n":1,"a\n":2}"#),
        ])
    func compact(_ row: Row) {
        #expect(text(row.value) == row.text)
    }

    @Test("sets the commas while streaming")
    func streaming() {
        var writer = JSONWriter(appendingTo: Array("data: ".utf8))
        writer.beginObject()
        writer.name("id")
        writer.integer(1)
        writer.name("list")
        writer.beginArray()
        writer.string("a")
        writer.encoded(Array("{\"ready\":true}".utf8))
        writer.value([1, 2])
        writer.endArray()
        writer.name("none")
        writer.null()
        writer.name("rate")
        writer.double(0.5)
        writer.name("on")
        writer.bool(true)
        writer.name("big")
        writer.integer(UInt64.max)
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"data: {"id":1,"list":["a",{"ready":true},[1,2]],"none":null,"rate":0.5,"on":true,"big":18446744073709551615}"#
        )
    }

    @Test("escapes every control character, and nothing else in ASCII", arguments: UInt8(0)...UInt8(127))
    func escapes(_ byte: UInt8) throws {
        let value = JSONValue.string(String(UnicodeScalar(byte)))
        let encoded = value.encoded()
        #expect((encoded.count > 3) == (byte < 0x20 || byte == 0x22 || byte == 0x5C))
        #expect(encoded.allSatisfy { $0 >= 0x20 })
        #expect(try read(encoded) == value)
    }
}
