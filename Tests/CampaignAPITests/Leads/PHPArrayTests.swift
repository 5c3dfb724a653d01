import CampaignStore
import JSON
import Testing
import Validation

@testable import CampaignAPI

@Suite("life.md §3: variables") struct PHPArrayTests {
    @Test(
        "are written as PHP writes the array that it reads",
        arguments: [
            (#"{}"#, #"[]"#), (#"[]"#, #"[]"#),
            (#"{"name":"Ada","age":36}"#, #"{"name":"Ada","age":36}"#),
            (#"{"b":1,"a":2}"#, #"{"b":1,"a":2}"#),
            (#"["a","b"]"#, #"["a","b"]"#),
            (#"{"0":"a","1":"b"}"#, #"["a","b"]"#),
            (#"{"1":"b","0":"a"}"#, #"{"1":"b","0":"a"}"#),
            (#"{"0":"a","2":"b"}"#, #"{"0":"a","2":"b"}"#),
            (#"{"1":"a"}"#, #"{"1":"a"}"#),
            (#"{"00":"a"}"#, #"{"00":"a"}"#), (#"{"-0":"a"}"#, #"{"-0":"a"}"#), (#"{"+0":"a"}"#, #"{"+0":"a"}"#),
            (#"{"0":"a","01":"b"}"#, #"{"0":"a","01":"b"}"#), (#"{"0.0":"a"}"#, #"{"0.0":"a"}"#),
            (#"{"":1}"#, #"{"":1}"#),
            // A repeated name keeps its first place and gets the last value.
            (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), (#"{"0":1,"0":2}"#, #"[2]"#),
            // At every depth.
            (#"{"a":{}}"#, #"{"a":[]}"#), (#"{"a":[{},[{}]]}"#, #"{"a":[[],[[]]]}"#),
            (#"{"a":{"0":{"0":1},"1":{"x":{}}}}"#, #"{"a":[[1],{"x":[]}]}"#),
            (#"{"a":{"b":1,"b":2}}"#, #"{"a":{"b":2}}"#),
            // Numbers.
            (
                #"{"a":1.0,"b":-2.50,"c":1e2,"d":1e25,"e":12345678901234567890}"#,
                #"{"a":1,"b":-2.5,"c":100,"d":1.0e+25,"e":1.2345678901234567e+19}"#
            ),
            (
                #"[9223372036854775807,-9223372036854775808,9223372036854775808]"#,
                #"[9223372036854775807,-9223372036854775808,9.223372036854776e+18]"#
            ),
            (#"[999999999999999.0,1000000000000000.0,-0,1e999]"#, #"[999999999999999,1.0e+15,0,null]"#),
            // Strings are cleaned, names are not.
            (#"{" a ":"  x ","b":"\u00a0\u200b","c":[" y "," "]}"#, #"{" a ":"x","b":null,"c":["y",null]}"#),
            (#"{"a":{"b":{"c":"\ttext\r\n"}}}"#, #"{"a":{"b":{"c":"text"}}}"#),
            (#"["\u00e9/\"\\\n\u0001x"]"#, #"["é/\"\\\n\u0001x"]"#),
            (#"{"\u0000a":"b\u0000c"}"#, #"{"\u0000a":"b\u0000c"}"#),
            (#"[true,false,null]"#, #"[true,false,null]"#),
        ])
    func text(_ sent: String, _ stored: String) throws {
        let value = Cleaning.clean(try Self.json(sent))
        #expect(String(decoding: LeadVariables(value).text, as: UTF8.self) == stored)
        #expect(PHPArray(value).map { String(decoding: $0.text, as: UTF8.self) } == stored)
    }

    @Test("are none without a value", arguments: [nil, .null, "x", 1, true] as [JSONValue?])
    func none(_ value: JSONValue?) {
        #expect(LeadVariables(value) == .none)
    }

    @Test("have each name once, however many there are")
    func manyNames() throws {
        let sent = (0..<50_000).map { #""\#($0 % 25_000)":\#($0)"# }.joined(separator: ",")
        let stored = (0..<25_000).map { String($0 + 25_000) }.joined(separator: ",")
        #expect(String(decoding: LeadVariables(try Self.json("{\(sent)}")).text, as: UTF8.self) == "[\(stored)]")
    }

    @Test(
        "are merged name by name, and only at the top",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"b":3,"c":4}"#, #"{"a":1,"b":3,"c":4}"#),
            (#"["a","b"]"#, #"["c"]"#, #"["c","b"]"#),
            (#"["a"]"#, #"["c","d"]"#, #"["c","d"]"#),
            (#"["a","b"]"#, #"{"1":"x"}"#, #"["a","x"]"#),
            (#"["a","b"]"#, #"{"2":"x"}"#, #"["a","b","x"]"#),
            (#"["a","b"]"#, #"{"3":"x"}"#, #"{"0":"a","1":"b","3":"x"}"#),
            (#"["a"]"#, #"{"k":"x"}"#, #"{"0":"a","k":"x"}"#),
            (#"{"k":"x"}"#, #"["a"]"#, #"{"k":"x","0":"a"}"#),
            (#"{"1":"b"}"#, #"["a"]"#, #"{"1":"b","0":"a"}"#),
            (#"[]"#, #"{"a":{}}"#, #"{"a":[]}"#),
            (#"{"a":{"x":1,"y":2}}"#, #"{"a":{"z":3}}"#, #"{"a":{"z":3}}"#),
            (#"{"a":1}"#, #"{"a":null}"#, #"{"a":null}"#),
            (#"{"a":1.5,"b":1.0e+25}"#, #"{"a":2.0}"#, #"{"a":2,"b":1.0e+25}"#),
            // What another program has written is no variables.
            ("not json", #"{"a":1}"#, #"{"a":1}"#), ("5", #"{"a":1}"#, #"{"a":1}"#),
        ])
    func merge(_ stored: String, _ changes: String, _ merged: String) throws {
        let changes = try #require(PHPArray(try Self.json(changes)))
        let variables = LeadVariables(text: Array(stored.utf8)).replacing(with: changes)
        #expect(String(decoding: variables.text, as: UTF8.self) == merged)
    }

    private static func json(_ text: String) throws -> JSONValue {
        try JSONReader.read(Array(text.utf8).span)
    }
}
