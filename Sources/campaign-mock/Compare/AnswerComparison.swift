import JSON

/// Compares the two answers to one request.
struct AnswerComparison: Sendable {
    /// What is not compared, for the report.
    static let normalised = """
        Ids, times and the hosts of URLs differ with each run: only their kind and form count. Of the account's own data \
        (the GET requests) only the members and their kinds count. Of the header fields, those count that clients read: \
        \(fields.map(\.name).joined(separator: ", ")), and those of CORS in the answer to a preflight.
        """

    private static let fields: [(name: String, isList: Bool)] = [
        ("Content-Type", false), ("Allow", true), ("WWW-Authenticate", false), ("Location", false),
    ]

    private static let preflightFields: [(name: String, isList: Bool)] = [
        ("Access-Control-Allow-Origin", false), ("Access-Control-Allow-Methods", true),
        ("Access-Control-Allow-Headers", true), ("Access-Control-Allow-Credentials", false),
    ]

    let realBase: String
    let mockBase: String

    func differences(
        _ request: ComparedRequest, real: ReceivedAnswer, mock: ReceivedAnswer
    ) -> [Difference] {
        guard real.status == mock.status else {
            // Answers with different statuses have little in common: their messages say why.
            return [Difference(place: .status, real: Self.text(ofStatus: real), mock: Self.text(ofStatus: mock))]
        }
        let fields = Self.fields + (request.fixture.method == "OPTIONS" ? Self.preflightFields : [])
        return fields.compactMap { field in
            let (inReal, inMock) = (real[field.name.lowercased()], mock[field.name.lowercased()])
            guard normal(inReal, field.isList, realBase) != normal(inMock, field.isList, mockBase) else { return nil }
            return Difference(place: .field(field.name), real: inReal, mock: inMock)
        } + bodyDifferences(request, real, mock)
    }

    private func bodyDifferences(
        _ request: ComparedRequest, _ real: ReceivedAnswer, _ mock: ReceivedAnswer
    ) -> [Difference] {
        guard let realBody = real.json, let mockBody = mock.json else {
            guard real.body != mock.body else { return [] }
            return [Difference(place: .body(""), real: Self.text(ofBody: real), mock: Self.text(ofBody: mock))]
        }
        var comparison = BodyComparison()
        if request.comparesOnlyForm {
            comparison.compareForm(realBody, mockBody)
        } else {
            comparison.compareValues(
                NormalBody(base: realBase).value(realBody), NormalBody(base: mockBase).value(mockBody))
        }
        return comparison.differences
    }

    /// A field's value without what does not matter: case, spaces, the order of a list, the host.
    private func normal(_ value: String?, _ isList: Bool, _ base: String) -> String? {
        guard let value else { return nil }
        let text = value.hasPrefix(base) ? "BASE" + value.dropFirst(base.count) : value
        let parts = text.lowercased().split(separator: isList ? "," : ";").map { $0.filter { $0 != " " } }
        return (isList ? parts.sorted() : parts).joined(separator: ",")
    }

    private static func text(ofStatus answer: ReceivedAnswer) -> String {
        guard let message = answer.json?["message"] else { return "\(answer.status)" }
        return "\(answer.status) (\(String(decoding: message.encoded(), as: UTF8.self)))"
    }

    private static func text(ofBody answer: ReceivedAnswer) -> String {
        guard !answer.body.isEmpty else { return "empty" }
        let text = String(decoding: answer.body.prefix(1_000), as: UTF8.self)
        return answer.json == nil ? "no JSON: \(text)" : text
    }
}
