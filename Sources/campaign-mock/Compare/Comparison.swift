import JSON

/// Sends requests to the real endpoint and to a mock, and compares the answers.
struct Comparison {
    /// What came of one request.
    struct Result: Sendable {
        enum Outcome: Sendable {
            case compared([Difference])
            /// A request that must succeed before has not.
            case notSent(because: String)
        }

        let request: ComparedRequest
        let outcome: Outcome

        var differences: [Difference] { if case .compared(let found) = outcome { found } else { [] } }
    }

    /// A campaign that a request has created at the real endpoint.
    struct Created: Sendable, Equatable {
        let id: Int64
        let name: String
        /// The status of the answer to its deletion; `nil` when it was not deleted.
        var deletion: Int?
    }

    /// Reports of the run, as they come.
    enum Event {
        case result(Result)
        case created(Created)
    }

    private var endpoint: RealEndpoint
    private let mockURL: String
    private var real: RequestSubstitution
    private var mock: RequestSubstitution
    private(set) var results: [Result] = []
    private(set) var created: [Created] = []
    private let report: (Event) -> Void
    /// Whether the real endpoint has taken the key: a later 401 is a difference.
    private var isAdmitted = false

    /// - Parameters:
    ///   - mockURL: the base URL of the mock's API.
    ///   - report: is told of each result when it is there, because a run may be interrupted.
    init(_ endpoint: RealEndpoint, mockURL: String, ids: AccountIDs, report: @escaping (Event) -> Void) {
        self.endpoint = endpoint
        self.mockURL = mockURL
        real = RequestSubstitution(ids: ids)
        mock = RequestSubstitution(ids: ids)
        self.report = report
    }

    /// Sends the requests in their order, each after those that must go before. It blocks.
    mutating func run(_ requests: [ComparedRequest]) throws(RealEndpoint.Stop) {
        for request in requests { try compare(request) }
    }

    private mutating func compare(_ request: ComparedRequest) throws(RealEndpoint.Stop) {
        guard !results.contains(where: { $0.request.name == request.name }) else { return }
        for name in request.fixture.precedents {
            if let precedent = ComparedRequest.all.first(where: { $0.name == name }) { try compare(precedent) }
        }
        if let missing = missingPrecedent(of: request) {
            note(Result(request: request, outcome: .notSent(because: "\(missing) did not succeed")))
            return
        }
        let realAnswer = try endpoint.send(request.fixture, real.fitting(request.kind))
        let mockAnswer = try CurlRequest(
            request.fixture, mock.fitting(request.kind), base: mockURL, key: ComparisonSeed.key,
            timeout: endpoint.timeout, avoidsProxy: true
        ).answer(endpoint.environment)
        if mockAnswer.status != 401 {
            if realAnswer.status == 401, !isAdmitted { throw .keyRefused }
            isAdmitted = isAdmitted || realAnswer.status != 401
        }
        learn(from: realAnswer, mockAnswer, to: request)
        let comparison = AnswerComparison(realBase: endpoint.address.url, mockBase: mockURL)
        note(
            Result(
                request: request,
                outcome: .compared(comparison.differences(request, real: realAnswer, mock: mockAnswer))))
    }

    /// The name of a request that had to give an id and has not.
    private func missingPrecedent(of request: ComparedRequest) -> String? {
        let precedents = request.fixture.precedents
        if precedents.contains("created-with-defaults"), real.campaign == nil || mock.campaign == nil {
            return "created-with-defaults"
        }
        if precedents.contains("lead-created"), real.lead == nil || mock.lead == nil { return "lead-created" }
        return nil
    }

    private mutating func note(_ result: Result) {
        results.append(result)
        report(.result(result))
    }

    /// Keeps the ids that later requests need, and which campaigns there are now.
    private mutating func learn(
        from realAnswer: ReceivedAnswer, _ mockAnswer: ReceivedAnswer, to request: ComparedRequest
    ) {
        let (realID, mockID) = (Self.id(in: realAnswer), Self.id(in: mockAnswer))
        switch request.name {
        case "created-with-defaults": (real.campaign, mock.campaign) = (realID, mockID)
        case "lead-created": (real.lead, mock.lead) = (realID, mockID)
        case "campaign-deleted":
            if Self.isSuccess(realAnswer) { created.removeAll { $0.id == real.campaign } }
        default: break
        }
        // A refusal that the real endpoint does not refuse creates a campaign too.
        let isCreate =
            request.fixture.method == "POST"
            && ["/api/user/campaign", "/api/user/campaigns"].contains(request.fixture.target.prefix { $0 != "?" })
        guard isCreate, let realID else { return }
        let campaign = Created(id: realID, name: realAnswer.json?["data"]?["name"]?.string ?? "")
        created.append(campaign)
        report(.created(campaign))
    }

    private static func isSuccess(_ answer: ReceivedAnswer) -> Bool { (200..<300).contains(answer.status) }

    private static func id(in answer: ReceivedAnswer) -> Int64? {
        isSuccess(answer) ? answer.json?["data"]?["id"]?.integer : nil
    }

    /// Deletes the campaigns that the run has created at the real endpoint, by the API. It blocks.
    mutating func deleteCreated() throws(RealEndpoint.Stop) {
        for index in created.indices {
            let answer = try endpoint.send(
                CurlRequest(
                    method: "DELETE", url: "\(endpoint.address.url)/user/campaign/\(created[index].id)",
                    fields: [("authorization", "Bearer \(endpoint.key)")], body: "", timeout: endpoint.timeout,
                    avoidsProxy: endpoint.address.isLoopback))
            created[index].deletion = answer.status
        }
    }
}
