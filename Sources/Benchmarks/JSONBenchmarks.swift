import JSON

enum JSONBenchmarks {
    static func all() throws -> [Benchmark] {
        let body = DocumentedCreate.body
        let answerText = DocumentedCreate.answer
        let answer = try JSONReader.read(answerText.span)
        let kilobytes = Array(
            "[\(repeatElement(#"{"id":1,"name":"Zürich ☎"}"#, count: 40).joined(separator: ","))]".utf8)
        return [
            Benchmark("JSON", "read the documented body") { kind(try JSONReader.read(body.span)) },
            Benchmark("JSON", "read \(kilobytes.count) bytes of other JSON") {
                kind(try JSONReader.read(kilobytes.span))
            },
            Benchmark("JSON", "write the documented answer") { answer.encoded().count },
        ]
    }

    private static func kind(_ value: JSONValue) -> Int {
        switch value {
        case .object(let object): object.members.count
        case .array(let elements): elements.count
        default: 0
        }
    }
}
