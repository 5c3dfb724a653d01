import Forms
import JSON
import Testing

@Suite("Forms as PHP reads them (life.md §1)") struct FormVariablesTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription, form, members: String

        init(_ description: String, _ form: String, _ members: String) {
            testDescription = description
            self.form = form
            self.members = members
        }
    }

    static let names = [
        Row("a pair", "a=1", #"{"a":"1"}"#),
        Row("several pairs, in their order", "b=2&a=1", #"{"b":"2","a":"1"}"#),
        Row("a name without a value", "a", #"{"a":""}"#),
        Row("an empty value", "a=", #"{"a":""}"#),
        Row("an equals sign in the value", "a=b=c", #"{"a":"b=c"}"#),
        Row("empty pairs", "&&a=1&&", #"{"a":"1"}"#),
        Row("nothing", "", "{}"),
        Row("a value without a name", "=1&a=2", #"{"a":"2"}"#),
        Row("a repeated name keeps its place and the last value", "a=1&b=2&a=3", #"{"a":"3","b":"2"}"#),
        Row("names that differ in case", "a=1&A=2", #"{"a":"1","A":"2"}"#),
        Row("names that differ in normalization", "%C3%A9=1&e%CC%81=2", "{\"\u{E9}\":\"1\",\"e\u{301}\":\"2\"}"),
        Row("a dot", "a.b=1", #"{"a_b":"1"}"#),
        Row("a space, as plus and as escape", "a+b=1&c%20d=2", #"{"a_b":"1","c_d":"2"}"#),
        Row("names that are the same after that", "a.b=1&a+b=2&a_b=3", #"{"a_b":"3"}"#),
        Row("leading blanks", "++a=1&%20b=2", #"{"a":"1","b":"2"}"#),
        Row("a leading tab stays", "%09a=1", #"{"\ta":"1"}"#),
        Row("trailing blanks", "a+=1", #"{"a_":"1"}"#),
        Row("nothing but blanks", "++=1", "{}"),
        Row("a leading dot", ".a=1", #"{"_a":"1"}"#),
        Row("NUL ends a name", "a%00b=1", #"{"a":"1"}"#),
        Row("NUL at the start leaves no name", "%00a=1", "{}"),
        Row("NUL in brackets leaves them unclosed", "a[b%00]=1", #"{"a_b":"1"}"#),
        Row("NUL in a value stays", "a=%00b", #"{"a":"\u0000b"}"#),
        Row("a dot or blank in a value stays", "a=b.c+d", #"{"a":"b.c d"}"#),
        Row("escapes", "%61=%C3%A9%26%3D%2B", #"{"a":"é&=+"}"#),
        Row("bad escapes stay", "a%=%&b%4=%zz&c%g1=100%", #"{"a%":"%","b%4":"%zz","c%g1":"100%"}"#),
        Row("an escape is decoded once", "a=%2541", #"{"a":"%41"}"#),
        Row("a reserved start that was made by a dot", ".._Host-a=1&_.Secure-a=2&._Host-=3", #"{"___Host-a":"1"}"#),
        Row("a reserved start of a key", "a[__Host-]=1&b[__Secure-][c]=2", #"{"a":[],"b":[]}"#),
        Row("a reserved start that was sent", "__Host-a=1", #"{"__Host-a":"1"}"#),
        Row("a number as a name", "5=1", #"{"5":"1"}"#),
        Row("a semicolon separates nothing", "a=1;b=2", #"{"a":"1;b=2"}"#),
    ]

    static let arrays = [
        Row("a list", "a[]=x&a[]=y", #"{"a":["x","y"]}"#),
        Row("a list, escaped", "a%5B%5D=x&a%5b%5d=y", #"{"a":["x","y"]}"#),
        Row("a blank in the brackets", "a[ ]=x&a[%09]=y", #"{"a":["x","y"]}"#),
        Row("two blanks are a key", "a[++]=x", #"{"a":{"  ":"x"}}"#),
        Row("keys", "a[b]=1&a[c]=2", #"{"a":{"b":"1","c":"2"}}"#),
        Row("a key in quotes keeps them", "a['b']=1", #"{"a":{"'b'":"1"}}"#),
        Row("a blank before a key stays", "a[+b]=1", #"{"a":{" b":"1"}}"#),
        Row("dots and blanks in a key stay", "a[b.c+d]=1", #"{"a":{"b.c d":"1"}}"#),
        Row("dots and blanks in the base do not", "a.b[c.d]=1", #"{"a_b":{"c.d":"1"}}"#),
        Row("keys from 0 in order are a list", "a[0]=x&a[1]=y", #"{"a":["x","y"]}"#),
        Row("keys out of order are none", "a[1]=x&a[0]=y", #"{"a":{"1":"x","0":"y"}}"#),
        Row("keys from 1 are none", "a[1]=x", #"{"a":{"1":"x"}}"#),
        Row("a key after the indices", "a[]=x&a[b]=y&a[]=z", #"{"a":{"0":"x","b":"y","1":"z"}}"#),
        Row("the next index after a number", "a[7]=x&a[]=y", #"{"a":{"7":"x","8":"y"}}"#),
        Row("the next index after the highest", "a[7]=x&a[3]=y&a[]=z", #"{"a":{"7":"x","3":"y","8":"z"}}"#),
        Row("the next index after a negative one", "a[-7]=x&a[]=y", #"{"a":{"-7":"x","-6":"y"}}"#),
        Row("the next index after -1", "a[-1]=x&a[]=y", #"{"a":{"-1":"x","0":"y"}}"#),
        Row(
            "a text is no index", "a[07]=x&a[%2B7]=y&a[-0]=v&a[7.0]=w&a[]=z",
            #"{"a":{"07":"x","+7":"y","-0":"v","7.0":"w","0":"z"}}"#),
        Row(
            "the greatest index", "a[9223372036854775807]=x&a[]=lost&a[b]=y",
            #"{"a":{"9223372036854775807":"x","b":"y"}}"#),
        Row(
            "one before the greatest index", "a[9223372036854775806]=x&a[]=y&a[]=lost&a[][b]=lost",
            #"{"a":{"9223372036854775806":"x","9223372036854775807":"y"}}"#),
        Row("a number beyond 64 bits", "a[9223372036854775808]=x&a[]=y", #"{"a":{"9223372036854775808":"x","0":"y"}}"#),
        Row(
            "the least index", "a[-9223372036854775808]=x&a[]=y",
            #"{"a":{"-9223372036854775808":"x","-9223372036854775807":"y"}}"#),
        Row("depth", "a[b][c][]=1&a[b][c][]=2", #"{"a":{"b":{"c":["1","2"]}}}"#),
        Row("lists of lists", "a[][]=1&a[][]=2", #"{"a":[["1"],["2"]]}"#),
        Row("elements with members", "a[0][b]=1&a[0][c]=2&a[1][b]=3", #"{"a":[{"b":"1","c":"2"},{"b":"3"}]}"#),
        Row("a repeated key", "a[b]=1&a[c]=2&a[b]=3", #"{"a":{"b":"3","c":"2"}}"#),
        Row("an array replaces a text", "a=1&b=2&a[b]=c", #"{"a":{"b":"c"},"b":"2"}"#),
        Row("a text replaces an array", "a[b]=c&a=1", #"{"a":"1"}"#),
        Row("the same inside", "a[b]=1&a[b][c]=2", #"{"a":{"b":{"c":"2"}}}"#),
    ]

    static let brackets = [
        Row("an unclosed bracket", "a[b=1", #"{"a_b":"1"}"#),
        Row("an unclosed bracket at the end", "a[=1", #"{"a_":"1"}"#),
        Row("marks behind an unclosed bracket", "a[b.c+d[e=1", #"{"a_b_c_d_e":"1"}"#),
        Row("an unclosed bracket with a blank", "a[+b=1", #"{"a__b":"1"}"#),
        Row("an unclosed bracket behind a closed one", "a[b][c=1", #"{"a":{"b":"1"}}"#),
        Row("an unclosed bracket behind an empty pair", "a[][b=1&a[][b=2", #"{"a":["1","2"]}"#),
        Row("text behind the last bracket", "a[b]c=1", #"{"a":{"b":"1"}}"#),
        Row("brackets behind such text", "a[b]c[d]=1", #"{"a":{"b":"1"}}"#),
        Row("a bracket in a key", "a[[b]=1", #"{"a":{"[b":"1"}}"#),
        Row("a second closing bracket", "a[b]]=1", #"{"a":{"b":"1"}}"#),
        Row("a closing bracket alone", "a]=1&]=2", #"{"a]":"1","]":"2"}"#),
        Row("no base", "[a]=1&[]=2", "{}"),
        Row("an unclosed bracket and no base", "[a=1", "{}"),
        Row("a blank base", "+[a]=1", "{}"),
    ]

    @Test("names, values and escapes", arguments: names)
    func checksNames(_ row: Row) throws { try check(row) }

    @Test("arrays", arguments: arrays)
    func checksArrays(_ row: Row) throws { try check(row) }

    @Test("brackets that make no array", arguments: brackets)
    func checksBrackets(_ row: Row) throws { try check(row) }

    private func check(_ row: Row) throws {
        let fields = try URLEncodedForm.read(Array(row.form.utf8)[...])
        #expect(String(decoding: JSONValue.object(fields.members).encoded(), as: UTF8.self) == row.members)
        #expect(fields.losses.isEmpty)
    }

    @Test("64 brackets are an array, and 65 remove the whole variable with a warning")
    func depth() throws {
        let brackets = { (count: Int) in String(repeating: "[b]", count: count) }
        let deep = try read("a\(brackets(64))=1")
        var value = try #require(deep.members["a"])
        for _ in 0..<64 { value = try #require(value["b"]) }
        #expect(value == "1")
        let tooDeep = try read("a[c]=1&d=2&a\(brackets(65))=3&a\(brackets(65))=4")
        #expect(tooDeep.members == ["d": "2"])
        #expect(tooDeep.losses == [.tooDeep("a"), .tooDeep("a")])
        // What comes later makes the variable again, at the end.
        #expect(try read("a=1&d=2&a\(brackets(65))=3&a=4").members.members.map(\.name) == ["d", "a"])
        #expect(try read("a\(String(repeating: "[b]", count: 64))[unclosed=1").members.isEmpty)
    }

    @Test("1,000 fields are read, and the others are lost with one warning")
    func limit() throws {
        let fields = { (count: Int) in (0..<count).map { "a\($0)=1" }.joined(separator: "&&") }
        #expect(try read(fields(1_000)).members.members.count == 1_000)
        #expect(try read(fields(1_000)).losses.isEmpty)
        let more = try read(fields(1_003))
        #expect(more.members.members.count == 1_000)
        #expect(more.losses == [.fieldsFrom("a1000")])
    }

    @Test(
        "names and values that are not UTF-8 are refused",
        arguments: ["a=%FF", "%C3=1", "a[%ED%A0%80]=1", "b=1&a=%C0%80"])
    func notUTF8(_ form: String) {
        #expect(throws: FormNotUTF8.self) { try read(form) }
    }

    @Test(
        "hostile forms take linear time",
        arguments: [
            ("&", ""), ("[", "a"), ("[b]", "a"), ("]", "a["), ("[]", "a"), ("%5B", "a"), ("a[]&", ""), ("=", ""),
            ("+", ""),
            ("a=1&", ""), (".", ""), ("[b&", "a"), ("a[b][c][d]=1&", ""),
        ])
    func hostile(_ unit: String, _ start: String) throws {
        let count = 262_144 / unit.utf8.count
        let form = Array((start + String(repeating: unit, count: count)).utf8)[...]
        let time = try ContinuousClock().measure { _ = try URLEncodedForm.read(form).members }
        // Linear time is 0.1 s at most, and quadratic time would be many minutes.
        #expect(time < .seconds(10))
    }

    private func read(_ form: String) throws -> FormFields { try URLEncodedForm.read(Array(form.utf8)[...]) }
}
