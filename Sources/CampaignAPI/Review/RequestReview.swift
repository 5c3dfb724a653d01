package import CampaignStore
package import HTTPServer
import HTTPTypes
package import JSON
import OpenAPI
import Validation

/// What became of the members of a request, found by checking the recorded request again.
///
/// It is made when someone looks at the request. The account's definition may have changed since the request came, so
/// errors and warnings are those that were recorded, where they are known.
package struct RequestReview: Sendable {
    private let endpoint: any Endpoint
    private let account: Account?
    private let input: Input
    let report: Report
    let fields: [Field]

    /// Why a request has no review.
    package enum Absence: Error {
        /// No endpoint has the request's path and method.
        case noEndpoint
        /// The body or the query cannot be read. The answer says why.
        case unreadable
    }

    /// Made when the first request is reviewed.
    private static let routes = CampaignRoutes.table.map { route in
        (route: route, operationID: route.endpoint.description(CampaignOptions()).operationID)
    }

    /// The name of the operation in the OpenAPI document. Both paths of an endpoint have the same.
    package let operationID: String

    /// - Parameters:
    ///   - request: one with its whole body.
    ///   - account: `nil` for the rules that hold for every account.
    package init(
        of request: Request, account: Account?, in directory: AccountDirectory
    ) throws(Absence) {
        let request = MethodOverride.applied(to: request)
        guard let found = Self.found(request) else { throw .noEndpoint }
        let endpoint = found.route.endpoint
        self.endpoint = endpoint
        operationID = found.operationID
        self.account = account
        do {
            input = try Input(of: request, memberNames: .none)
        } catch {
            throw .unreadable
        }
        let validator = endpoint.reviewValidator(for: account, in: directory)
        fields = validator.fields
        report = validator.validate(endpoint.reviewMembers(input.members))
    }

    /// Whether an endpoint has the request's path and method.
    package static func hasEndpoint(_ request: Request) -> Bool { found(MethodOverride.applied(to: request)) != nil }

    private static func found(_ request: Request) -> (route: EndpointRoute, operationID: String)? {
        let method = request.method == .head ? .get : request.method
        return routes.first { $0.route.method == method && $0.route.pattern.matches(request.path) }
    }

    /// The value of a member as sent; `nil` when it was not sent.
    package subscript(name: String) -> JSONValue? { input.members[name] }

    /// The value of a member as a whole number; `nil` when it is none.
    package func integer(_ name: String) -> Int64? { input.members[name].flatMap { Cleaning.clean($0).integerValue } }

    // MARK: - Members

    /// The members of body and query in the order sent, each followed by those of its elements that have a verdict of
    /// their own, then those that were not sent.
    ///
    /// - Parameters:
    ///   - errors: those of the answer, by the member's name; `nil` to find them by the rules.
    ///   - warnings: those that were recorded.
    ///   - options: those of the API.
    package func members(
        errors: [(name: String, messages: [String])]?, warnings: [Warning], _ options: CampaignOptions
    ) -> [ReviewedMember] {
        let errors = errors ?? report.errors.entries.map { ($0.name, $0.messages) }
        let findings = Findings(errors, warnings)
        let texts = endpoint.description(options).members
        let sent = input.members.members
        var lastPlace: [ScalarString: Int] = [:]
        for (place, member) in sent.enumerated() { lastPlace[ScalarString(member.name)] = place }
        let indexOfField = Dictionary(
            fields.enumerated().map { (ScalarString($1.name), $0) }, uniquingKeysWith: { first, _ in first })

        func defaultValue(_ field: Field) -> JSONValue? {
            account.flatMap { endpoint.accountDefault(of: field.name, in: $0) } ?? texts[field.name]?.defaultValue
        }
        func reviewed(_ member: JSONObject.Member, at place: Int) -> [ReviewedMember] {
            let name = ScalarString(member.name)
            guard lastPlace[name] == place else { return [ReviewedMember(member.name, .repeated, member.value)] }
            guard let index = indexOfField[name] else { return [unknown(member, findings)] }
            let value = declared(member.value, at: index, findings, defaultValue(fields[index]))
            return [value] + elements(of: member.value, fields[index], findings)
        }
        var all: [ReviewedMember] = []
        for (place, member) in sent.enumerated() {
            all += reviewed(member, at: place).map { found in
                var found = found
                found.isInQuery = place >= input.bodyMemberCount
                return found
            }
        }
        for field in fields where lastPlace[ScalarString(field.name)] == nil {
            let messages = findings.messages(field.name)
            var absent = ReviewedMember(field.name, messages.isEmpty ? .notSent : .missing, nil)
            absent.rule = endpoint.requirement(of: field)
            absent.messages = messages
            absent.warnings = findings.warnings(field.name)
            absent.defaultValue = defaultValue(field)
            all.append(absent)
        }
        return all
    }

    private func unknown(_ member: JSONObject.Member, _ findings: Findings) -> ReviewedMember {
        var unknown = ReviewedMember(member.name, .unknown, member.value)
        unknown.messages = findings.messages(member.name)
        unknown.warnings = findings.warnings(member.name)
        return unknown
    }

    private func declared(
        _ value: JSONValue, at index: Int, _ findings: Findings, _ defaultValue: JSONValue?
    ) -> ReviewedMember {
        let field = fields[index]
        let messages = findings.messages(field.name)
        var reviewed = ReviewedMember(field.name, messages.isEmpty ? .valid : .invalid, value)
        reviewed.rule = endpoint.requirement(of: field)
        reviewed.messages = messages
        reviewed.warnings = findings.warnings(field.name)
        reviewed.defaultValue = defaultValue
        guard messages.isEmpty else { return reviewed }
        // `null` and what is empty count as not sent.
        let isAbsent = report.value(at: index) == nil
        let taken = isAbsent ? defaultValue ?? .null : report.takenValue(at: index)
        guard let taken = taken.map({ endpoint.stored($0, as: field.name) }), taken != value else { return reviewed }
        // The elements say themselves what they are taken as.
        if let list = value.array, taken.array?.count == list.count, field.elementMembers.isEmpty { return reviewed }
        if !field.elementMembers.isEmpty, !isAbsent { return reviewed }
        reviewed.takenAs = taken
        return reviewed
    }

    // MARK: - Elements

    /// The most elements of one list that are reviewed by themselves.
    private static let mostElements = 100

    private func elements(of value: JSONValue, _ field: Field, _ findings: Findings) -> [ReviewedMember] {
        guard !field.elementRules.isEmpty || !field.elementMembers.isEmpty else { return [] }
        let elements: [(name: String, value: JSONValue)]
        switch value {
        case .array(let values): elements = values.enumerated().map { (String($0), $1) }
        case .object(let object): elements = object.members.map { ($0.name, $0.value) }
        default: return []
        }
        var found: [ReviewedMember] = []
        for element in elements {
            let path = "\(field.name).\(element.name)"
            if let own = self.element(element.value, at: path, of: field, findings) { found.append(own) }
            found += inner(element.value, under: path, of: field, findings)
            if found.count >= Self.mostElements { return Array(found.prefix(Self.mostElements)) }
        }
        return found
    }

    private func element(
        _ value: JSONValue, at path: String, of field: Field, _ findings: Findings
    ) -> ReviewedMember? {
        let messages = findings.messages(path)
        let warnings = findings.warnings(path)
        let taken = messages.isEmpty && !field.elementRules.isEmpty ? field.takenElement(value) : nil
        guard !messages.isEmpty || !warnings.isEmpty || (taken ?? value) != value else { return nil }
        var reviewed = ReviewedMember(path, messages.isEmpty ? .valid : .invalid, value)
        reviewed.takenAs = taken == value ? nil : taken
        reviewed.rule = endpoint.elementRequirement(of: field)
        reviewed.messages = messages
        reviewed.warnings = warnings
        return reviewed
    }

    /// The members of an element that have a verdict.
    private func inner(
        _ element: JSONValue, under path: String, of field: Field, _ findings: Findings
    ) -> [ReviewedMember] {
        guard !field.elementMembers.isEmpty else { return [] }
        var names = field.elementMembers.map(\.name)
        for member in element.object?.members ?? [] where !names.contains(where: { $0.hasSameScalars(as: member.name) })
        {
            names.append(member.name)
        }
        return names.compactMap { name in
            let member = "\(path).\(name)"
            let (messages, warnings) = (findings.messages(member), findings.warnings(member))
            let declared = field.elementMembers.first { $0.name.hasSameScalars(as: name) }
            let value = element[name]
            let stored = value.map { endpoint.stored(Cleaning.clean($0), as: name) }
            let differs = declared != nil && messages.isEmpty && stored != value
            guard !messages.isEmpty || !warnings.isEmpty || differs else { return nil }
            let verdict: ReviewedMember.Verdict =
                messages.isEmpty ? (declared == nil ? .unknown : .valid) : (value == nil ? .missing : .invalid)
            var reviewed = ReviewedMember(member, verdict, value)
            reviewed.takenAs = differs ? stored : nil
            reviewed.rule = declared?.requirement
            reviewed.messages = messages
            reviewed.warnings = warnings
            return reviewed
        }
    }

    /// Errors and warnings by the name of their member.
    private struct Findings {
        private var errors: [ScalarString: [String]] = [:]
        private var oddities: [ScalarString: [String]] = [:]

        init(_ errors: [(name: String, messages: [String])], _ warnings: [Warning]) {
            for error in errors { self.errors[ScalarString(error.name), default: []] += error.messages }
            for warning in warnings { oddities[ScalarString(warning.field), default: []].append(warning.message) }
        }

        func messages(_ name: String) -> [String] { errors[ScalarString(name)] ?? [] }

        /// With `--strict`, warnings are errors too, and are said once.
        func warnings(_ name: String) -> [String] {
            let messages = messages(name)
            return (oddities[ScalarString(name)] ?? []).filter { !messages.contains($0) }
        }
    }
}
