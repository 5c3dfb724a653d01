import HTTPTypes
import JSON
import OpenAPI
import Validation

extension ControlCall {
    /// The call as an operation of the OpenAPI document.
    func operation(_ examples: ControlExamples) -> OpenAPI.Operation {
        let description = description()
        return OpenAPI.Operation(
            documentMethod, fullPath, description.operationID,
            summary: summary.prefix(1).uppercased() + summary.dropFirst(),
            description: description.text, tag: description.tag.rawValue,
            parameters: description.parameters + queryParameters(description),
            requestBody: requestBody(description, examples),
            answers: description.answers.map { $0.showing(examples, of: description.operationID) }
                + refusals(description).map { $0.showing(examples, of: ControlExamples.everyCall) })
    }

    /// The method in the document. A call of another method is described as none, which fails the document's tests.
    private var documentMethod: OpenAPI.Operation.Method {
        OpenAPI.Operation.Method(rawValue: method.rawValue.lowercased()) ?? .patch
    }

    private func queryParameters(_ description: CallDescription) -> [Parameter] {
        guard case .query(let fields) = input else { return [] }
        return fields().map { field in
            let text = description.members[field.name]
            let schema = text?.schema ?? Schema(field, allowsNull: false)
            return Parameter(
                field.name, in: .query, schema.refusingEmptyText.defaulting(to: text?.defaultValue), text?.text ?? "",
                isRequired: field.isRequired, example: text?.examples.first)
        }
    }

    private func requestBody(_ description: CallDescription, _ examples: ControlExamples) -> RequestBody? {
        let schema: Schema
        switch input {
        case .nothing, .query: return nil
        case .body(let fields): schema = .object(fields(), texts: description.members, others: .refused)
        case .document: schema = description.document ?? .any
        }
        return RequestBody(
            description.needsBody ? "A JSON object." : "A JSON object. An empty body counts as `{}`.",
            isRequired: description.needsBody,
            [Content(schema, examples: examples.requests(of: description.operationID))])
    }

    /// The refusals that come before the call itself, and that of a store that fails.
    private func refusals(_ description: CallDescription) -> [AnswerDescription] {
        var refusals = [Self.malformed, Self.forbidden, Self.tooLarge, Self.invalid]
        if audience != .browsers { refusals.append(Self.tokenNeeded) }
        if description.usesStore { refusals.append(Self.storeFailed) }
        return refusals
    }

    private static let malformed = AnswerDescription(
        400, "The body is not a JSON object, or not the list that the call takes.", .reference("Message"),
        component: "Malformed")
    private static let tokenNeeded = AnswerDescription(
        401, "The mock was started with `--control-token`, and the request does not carry that token.",
        headers: [
            HeaderDescription("WWW-Authenticate", .string(always: "Bearer"), "How to send the token.", isRequired: true)
        ],
        .reference("Message"), component: "TokenNeeded")
    private static let forbidden = AnswerDescription(
        403,
        "The control plane is switched off, or does not accept the request's host, origin or site. The message says how to allow it.",
        .reference("Message"), component: "Forbidden")
    private static let tooLarge = AnswerDescription(
        413, "The body has more bytes than the limit.", .reference("Message"), component: "TooLarge")
    private static let invalid = AnswerDescription(
        422, "A parameter or a member is unknown, repeated or invalid, or the call does not take it.",
        .reference("Invalid"),
        component: "Invalid")
    private static let storeFailed = AnswerDescription(
        500, "The store failed, for example because the disk is full.", .reference("Message"), component: "StoreFailed")
}

extension Schema {
    /// The schema of a parameter: an empty text is refused.
    fileprivate var refusingEmptyText: Schema {
        self == .string() ? .string(minimumLength: 1) : self
    }
}

extension AnswerDescription {
    /// The answer with its examples.
    fileprivate func showing(_ examples: ControlExamples, of operationID: String) -> AnswerDescription {
        AnswerDescription(
            status, description, headers: headers,
            contents.map { content in
                Content(
                    content.schema, mediaType: content.mediaType,
                    examples: examples.answers(status, content.mediaType, of: operationID))
            }, component: component)
    }
}
