import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The journal: reading, verifying, waiting.
extension ControlPlane {
    static let listFields =
        RequestMatch.queryFields + [
            Field("limit", .nullable, .integer, .between(1, 1_000)),
            Field("order", .nullable, .oneOf(["newest", "oldest"])),
        ]
    /// The most requests of a list without `limit`.
    static let usuallyListed = 100
    /// The order of a list without `order`.
    static let usualOrder = "newest"

    func requests(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let (match, report) = try RequestMatch.read(QueryParameters(request.query), fields)
        let limit = report.integer("limit").map { Int($0) } ?? Self.usuallyListed
        let contents = journal.contents
        let found = contents.entries(for: match).filter { $0.matches(match) == true }
        let order = report.string("order") ?? Self.usualOrder
        let page = order == "oldest" ? found.prefix(limit) : found.reversed().prefix(limit)
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("requests")
        writer.beginArray()
        for entry in page { entry.write(to: &writer, by: explainer) }
        writer.endArray()
        writer.name("total")
        writer.integer(found.count)
        writer.name("forgotten")
        writer.integer(contents.forgotten.count(possibleFor: match))
        writer.endObject()
        return Self.answer(.ok, writer)
    }

    func request(_ request: Request) async throws(ControlRefusal) -> Response {
        var writer = JSONWriter()
        try entry(in: request).write(to: &writer, by: explainer, showsMembers: true)
        return Self.answer(.ok, writer)
    }

    /// Responds with a request's curl line: as plain text to a client that accepts `text/plain` first, else as JSON.
    func curlLine(_ request: Request) async throws(ControlRefusal) -> Response {
        let entry = try entry(in: request)
        guard let line = entry.curlLine(publicURL: options.api.publicURL) else {
            throw .notFound(
                "Request \(entry.number) has no curl line, because the server refused it: \(entry.refusal ?? "")")
        }
        guard request[.accept]?.hasPrefix("text/plain") == true else {
            return Answer.json(.ok, ["curl": .string(line)])
        }
        return Response(
            status: .ok, fields: [.contentType: "text/plain; charset=utf-8"], bytes: Array((line + "\n").utf8))
    }

    /// Deletes the requests that match the filters of the query; without a filter all, as if none had come.
    func forgetRequests(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let (match, _) = try RequestMatch.read(QueryParameters(request.query), fields)
        return Answer.json(.ok, ["deleted": .integer(Int64(forgetRequests(matching: match)))])
    }

    static let verifyFields = RequestMatch.journalFields + CountExpectation.fields

    func verifyRequests(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, fields)
        let match = try RequestMatch(body)
        let expectation = try CountExpectation(body)
        try requireJournal()
        let contents = journal.contents
        let verification = Verification(match, expectation, in: contents)
        let holds = verification.holds
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("message")
        writer.string(verification.message)
        writer.name("verified")
        writer.value(holds.map { .bool($0) } ?? .null)
        writer.name("count")
        writer.integer(verification.numbers.count)
        writer.name("requests")
        writer.value(.array(verification.numbers.map { .integer(Int64($0)) }))
        writer.name("forgotten")
        writer.integer(verification.forgotten)
        if holds != true { Self.write(NearMiss.nearest(to: match, in: contents.entries), to: &writer) }
        writer.endObject()
        return Self.answer(holds == true ? .ok : .conflict, writer)
    }

    static let waitFields = RequestMatch.journalFields + RequestWait.fields

    func waitForRequest(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, fields)
        let match = try RequestMatch(body)
        let wait = RequestWait(match: match, body: body)
        try requireJournal()
        let outcome = await wait.outcome(in: journal)
        var writer = JSONWriter()
        writer.beginObject()
        if let entry = outcome.entry {
            writer.name("count")
            writer.integer(outcome.count)
            writer.name("request")
            entry.write(to: &writer)
        } else {
            writer.name("message")
            writer.string(wait.message(outcome))
            writer.name("count")
            writer.integer(outcome.count)
            writer.name("forgotten")
            writer.integer(outcome.forgotten)
            Self.write(NearMiss.nearest(to: match, in: journal.contents.entries), to: &writer)
        }
        writer.endObject()
        return Self.answer(outcome.entry == nil ? .requestTimeout : .ok, writer)
    }

    /// - Throws: ``ControlRefusal/conflict(_:)`` when the journal is off, because no request is then recorded.
    func requireJournal() throws(ControlRefusal) {
        guard journal.limits.entries > 0 else {
            throw .conflict(
                "The journal is off. To record requests, start the mock with, for example, --journal-entries 1000."
            )
        }
    }

    private func entry(in request: Request) throws(ControlRefusal) -> JournalEntry {
        let text = request.parameters["number"] ?? ""
        guard let number = Int(text), let entry = journal.entry(number: number) else {
            throw .notFound("There is no request \(text) in the journal. It keeps the last \(journal.limits.entries).")
        }
        return entry
    }

    private static func write(_ misses: [NearMiss], to writer: inout JSONWriter) {
        writer.name("near_misses")
        writer.beginArray()
        for miss in misses { miss.write(to: &writer) }
        writer.endArray()
    }

    private static func answer(_ status: HTTPResponse.Status, _ writer: JSONWriter) -> Response {
        Response(status: status, fields: [.contentType: "application/json"], bytes: writer.bytes)
    }
}

extension CountExpectation {
    fileprivate static let fields = [
        Field("count", .nullable, .integer, .min(0)), Field("at_least", .nullable, .integer, .min(0)),
        Field("at_most", .nullable, .integer, .min(0)),
    ]

    fileprivate init(_ body: ControlBody) throws(ControlRefusal) {
        let (least, most) = (body.count("at_least"), body.count("at_most"))
        if let count = body.count("count") {
            guard least == nil, most == nil else {
                throw .invalid("count", "The count field cannot be combined with at_least or at_most.")
            }
            self.init(exactly: count)
        } else {
            if let least, let most, least > most {
                throw .invalid("at_most", "The at most field must be at least \(least).")
            }
            self.init(atLeast: least, atMost: most)
        }
    }
}
