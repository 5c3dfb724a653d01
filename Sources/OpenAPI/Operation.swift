import JSON

/// One operation of an API: a method of a path.
package struct Operation: Sendable, Equatable {
    package enum Method: String, Sendable, CaseIterable {
        case get, put, post, delete, patch
    }

    package let method: Method
    /// With `{name}` for each parameter, such as `/user/campaign/{id}`.
    package let path: String
    /// Unique in the document. Generators of clients name a method by it.
    package let operationID: String
    /// One line without a period.
    package let summary: String
    /// In CommonMark.
    package let description: String
    /// The name of one of the document's tags.
    package let tag: String
    /// Whether the document's security applies to it.
    package let needsKey: Bool
    package let isDeprecated: Bool
    package let parameters: [Parameter]
    package let requestBody: RequestBody?
    /// At most one for each status.
    package let answers: [AnswerDescription]

    package init(
        _ method: Method, _ path: String, _ operationID: String, summary: String, description: String, tag: String,
        needsKey: Bool = true, isDeprecated: Bool = false, parameters: [Parameter] = [],
        requestBody: RequestBody? = nil,
        answers: [AnswerDescription]
    ) {
        self.method = method
        self.path = path
        self.operationID = operationID
        self.summary = summary
        self.description = description
        self.tag = tag
        self.needsKey = needsKey
        self.isDeprecated = isDeprecated
        self.parameters = parameters
        self.requestBody = requestBody
        self.answers = answers
    }

    var json: JSONValue {
        var object: JSONObject = [
            "operationId": .string(operationID), "tags": [.string(tag)], "summary": .string(summary),
            "description": .string(description),
        ]
        if !needsKey { object.append("security", []) }
        if isDeprecated { object.append("deprecated", true) }
        if !parameters.isEmpty { object.append("parameters", .array(parameters.map(\.use))) }
        object["requestBody"] = requestBody?.json
        let answers = answers.sorted { $0.status < $1.status }
        object.append(
            "responses",
            .object(JSONObject(answers.map { JSONObject.Member(name: String($0.status), value: $0.use) })))
        return .object(object)
    }
}
