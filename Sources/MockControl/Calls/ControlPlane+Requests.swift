import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The journal: reading, verifying, waiting.
extension ControlPlane {
    private static let mostListed = 1_000

    func requests(_ request: Request) async throws(ControlRefusal) -> Response {
        let query = QueryParameters(request.query)
        let paging = [
            Field("limit", .nullable, .integer, .between(1, Int64(Self.mostListed))),
            Field("order", .nullable, .oneOf(["newest", "oldest"])),
        ]
        let match = try RequestMatch(query, extra: paging)
        let limit = query["limit"].flatMap { Int($0) } ?? 100
        let found = matching(match, in: journal.entries())
        let page = query["order"] == "oldest" ? found.prefix(limit) : found.reversed().prefix(limit)
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("requests")
        writer.beginArray()
        for entry in page { entry.write(to: &writer) }
        writer.endArray()
        writer.name("total")
        writer.integer(found.count)
        writer.endObject()
        return Self.answer(.ok, writer)
    }

    func request(_ request: Request) async throws(ControlRefusal) -> Response {
        var writer = JSONWriter()
        try entry(in: request).write(to: &writer)
        return Self.answer(.ok, writer)
    }

    /// As JSON, or as plain text for a client that asks for that.
    func curlLine(_ request: Request) async throws(ControlRefusal) -> Response {
        let line = try entry(in: request).curlLine
        guard request[.accept]?.hasPrefix("text/plain") == true else {
            return Answer.json(.ok, ["curl": .string(line)])
        }
        return Response(
            status: .ok, fields: [.contentType: "text/plain; charset=utf-8"], bytes: Array((line + "\n").utf8))
    }

    func forgetRequests(_ request: Request) async throws(ControlRefusal) -> Response {
        let count = journal.clear()
        return Answer.json(.ok, ["deleted": .integer(Int64(count))])
    }

    func verifyRequests(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, RequestMatch.journalFields + CountExpectation.fields)
        let match = try RequestMatch(body)
        let expectation = try CountExpectation(body)
        let entries = journal.entries()
        let found = matching(match, in: entries)
        let holds = expectation.isMet(by: found.count)
        let summary =
            holds
            ? "Found \(found.count) of \(expectation.description) \(match.description)."
            : "Expected \(expectation.description) \(match.description), found \(found.count)."
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("message")
        writer.string(summary)
        writer.name("verified")
        writer.bool(holds)
        writer.name("count")
        writer.integer(found.count)
        writer.name("requests")
        writer.value(.array(found.map { .integer(Int64($0.number)) }))
        if !holds { Self.write(NearMiss.nearest(to: match, in: entries), to: &writer) }
        writer.endObject()
        return Self.answer(holds ? .ok : .conflict, writer)
    }

    func waitForRequest(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, RequestMatch.journalFields + RequestWait.fields)
        let match = try RequestMatch(body)
        let wait = RequestWait(match: match, body: body)
        let outcome = await wait.outcome(in: journal)
        var writer = JSONWriter()
        writer.beginObject()
        if let entry = outcome.entry {
            writer.name("count")
            writer.integer(outcome.count)
            writer.name("request")
            entry.write(to: &writer)
        } else {
            let expected = CountExpectation(atLeast: wait.count).description
            writer.name("message")
            writer.string(
                "Waited \(wait.timeoutMilliseconds) ms for \(expected) \(match.description), found \(outcome.count).")
            writer.name("count")
            writer.integer(outcome.count)
            Self.write(NearMiss.nearest(to: match, in: journal.entries()), to: &writer)
        }
        writer.endObject()
        return Self.answer(outcome.entry == nil ? .requestTimeout : .ok, writer)
    }

    private func matching(_ match: RequestMatch, in entries: [JournalEntry]) -> [JournalEntry] {
        entries.filter { $0.matches(match) }
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
                throw .invalid("count", "The count field goes without at least and at most.")
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
