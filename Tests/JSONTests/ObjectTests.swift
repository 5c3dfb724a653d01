import JSON
import Testing

@Suite("Object") struct ObjectTests {
    @Test("keeps repeated names, and the last one counts")
    func repeated() throws {
        let object = try #require(try read(#"{"a":1,"b":2,"a":3}"#).object)
        #expect(object.members.map(\.name) == ["a", "b", "a"])
        #expect(object["a"] == 3)
        #expect(object["c"] == nil)
    }

    @Test("tells canonically equivalent names apart")
    func scalars() {
        let object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
        #expect((["\u{212A}": 1] as JSONObject) != ["K": 1])
    }

    @Test("replaces, appends and removes by name")
    func setting() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = .null
        #expect(object == ["a": 3, "b": 2, "c": .null])
        object["b"] = nil
        #expect(object == ["a": 3, "c": .null])
        #expect(!object.isEmpty)
    }

    @Test("is equal only in the same order")
    func order() {
        #expect((["a": 1, "b": 2] as JSONObject) != ["b": 2, "a": 1])
    }

    @Test("uses the expected names' own strings, and finds the others too")
    func expectedNames() throws {
        let names = KnownStrings(["allowed_hours_start_time", "name", "nama", ""])
        let text = Array(
            #"{"allowed_hours_start_time":1,"name":2,"nome":3,"":4,"n\u0061me":5,"longer_than_any_expected_name":6}"#
                .utf8)
        let object = try #require(try JSONReader.read(text.span, names: names).object)
        #expect(
            object == [
                "allowed_hours_start_time": 1, "name": 2, "nome": 3, "": 4, "name": 5,
                "longer_than_any_expected_name": 6,
            ])
    }
}

@Suite("Strings compared by scalars") struct ScalarStringTests {
    struct Row: CustomTestStringConvertible {
        let testDescription, left, right: String
    }

    @Test(
        "differ though they are canonically equivalent",
        arguments: [
            Row(testDescription: "composed and decomposed", left: "\u{E9}", right: "e\u{301}"),
            Row(testDescription: "marks in another order", left: "a\u{323}\u{307}", right: "a\u{307}\u{323}"),
            Row(testDescription: "Kelvin sign and K", left: "\u{212A}", right: "K"),
            Row(testDescription: "Hangul", left: "\u{AC00}", right: "\u{1100}\u{1161}"),
        ])
    func different(_ row: Row) {
        #expect(row.left == row.right)
        #expect(!row.left.hasSameScalars(as: row.right))
        #expect(ScalarString(row.left) != ScalarString(row.right))
        #expect(Set([ScalarString(row.left), ScalarString(row.right)]).count == 2)
    }

    @Test(
        "are the same when their scalars are",
        arguments: ["", "a", "e\u{301}", String(repeating: "long text ", count: 9)])
    func same(_ text: String) {
        let copy = String(decoding: Array(text.utf8), as: UTF8.self)
        #expect(text.hasSameScalars(as: copy))
        #expect(ScalarString(text).hashValue == ScalarString(copy).hashValue)
        #expect(!text.hasSameScalars(as: text + "x"))
    }
}
