import JSON
import Validation

enum ValidationBenchmarks {
    static func all() throws -> [Benchmark] {
        let body = DocumentedCreate.body
        guard case .object(let good) = try JSONReader.read(body.span) else { return [] }
        var bad = good
        bad["max_retries"] = 9
        let empty: JSONObject = [:]
        return [
            Benchmark("Validation", "the documented body") { DocumentedCreate.rules.validate(good).isValid ? 1 : 0 },
            Benchmark("Validation", "the same with one mistake, up to its 422") { refusal(of: bad) },
            Benchmark("Validation", "an empty body, up to its 422") { refusal(of: empty) },
        ]
    }

    private static func refusal(of body: JSONObject) -> Int {
        DocumentedCreate.rules.validate(body).errors.body().encoded().count
    }
}
