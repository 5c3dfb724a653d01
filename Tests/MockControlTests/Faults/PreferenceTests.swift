import Testing

@testable import MockControl

@Suite("A Prefer field") struct PreferenceTests {
    struct Row: CustomTestStringConvertible {
        let testDescription, field: String
        let applied: String?
    }

    @Test(
        "is read as RFC 7240 says",
        arguments: [
            Row(testDescription: "a code", field: "code=403", applied: "code=403"),
            Row(testDescription: "a wait", field: "wait=2", applied: "wait=2"),
            Row(testDescription: "both, with blanks", field: " code = 503 ,\twait = 1", applied: "code=503, wait=1"),
            Row(testDescription: "names without case", field: "CODE=500", applied: "code=500"),
            Row(testDescription: "a quoted value", field: #"code="429""#, applied: "code=429"),
            Row(testDescription: "parameters are dropped", field: "code=404; a=b, respond-async", applied: "code=404"),
            Row(testDescription: "other preferences are ignored", field: "return=minimal, wait=1", applied: "wait=1"),
            Row(testDescription: "a comma inside quotes", field: #"x="a,code=500", code=404"#, applied: "code=404"),
            Row(testDescription: "the first of two counts", field: "code=403, code=500", applied: "code=403"),
            Row(testDescription: "an invalid first one counts too", field: "code=x, code=500", applied: nil),
            Row(testDescription: "a long wait is cut", field: "wait=3600", applied: "wait=60"),
            Row(testDescription: "a status of success is ignored", field: "code=201", applied: nil),
            Row(testDescription: "600 is not a status", field: "code=600", applied: nil),
            Row(testDescription: "a sign", field: "code=+403, wait=-1", applied: nil),
            Row(testDescription: "digits of another script", field: "code=٤٠٣", applied: nil),
            Row(testDescription: "too long for a number", field: "wait=99999999999999999999", applied: nil),
            Row(testDescription: "nothing", field: "", applied: nil),
            Row(testDescription: "only separators", field: ",;=,", applied: nil),
        ])
    func read(_ row: Row) {
        #expect(Preference(field: row.field)?.applied == row.applied)
    }
}
