import Base
import CampaignAPI
package import CampaignRunner
package import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

// Calls with every stored field.
extension ControlPlane {
    static let callFields =
        [
            Field("account", .nullable, .string),
            Field("status", .nullable, .oneOf(CallStatus.allCases.map(\.rawValue))),
            Field("outcome", .nullable, .oneOf(OutcomeName.allCases.map(\.rawValue))),
            Field("campaign_id", .nullable, .integer, .min(1)),
            Field("lead_id", .nullable, .integer, .min(1)),
            Field("began_from", .nullable, .string), Field("began_before", .nullable, .string),
            Field("counts", .nullable, .oneOf(["true", "false", "1", "0"])),
            Field("step", .nullable, .integer, .between(60, 86_400)),
        ] + Page.fields

    func storedCalls(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let page = Page(report)
        let filter = CallRowFilter(
            account: report.string("account"), status: report.string("status").flatMap(CallStatus.init),
            outcome: report.string("outcome").flatMap(OutcomeName.init), campaignID: report.integer("campaign_id"),
            leadID: report.integer("lead_id"), beganFrom: try Self.time("began_from", in: report),
            beganBefore: try Self.time("began_before", in: report), afterID: page.afterID, beforeID: page.beforeID,
            limit: page.limit)
        let found = try await calls(matching: filter)
        let step = report.integer("step")
        let isCounted = step != nil || ["true", "1"].contains(report.string("counts"))
        let counts =
            isCounted
            ? try await stored { () throws(StorageFailure) in
                try await store.callCounts(matching: filter, step: step)
            } : nil
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("calls")
        writer.beginArray()
        for call in found { call.write(to: &writer) }
        writer.endArray()
        if let counts { counts.write(to: &writer, hasSpans: step != nil) }
        writer.endObject()
        return Answer.json(.ok, bytes: writer.takeBytes())
    }

    private static func time(_ name: String, in report: Report) throws(ControlRefusal) -> Int64? {
        guard let text = report.string(name) else { return nil }
        do {
            return try ClockMoment.seconds(text)
        } catch {
            throw .invalid(name, "The \(name) field \(error.expectation).")
        }
    }

    /// One call with every stored field, and as a client sees it.
    func storedCall(_ request: Request) async throws(ControlRefusal) -> Response {
        let text = request.parameters["id"] ?? ""
        guard let id = Int64(text), id > 0 else { throw .notFound("There is no call \(text).") }
        let filter = CallRowFilter(afterID: id - 1, limit: 1)
        let found = try await stored { () throws(StorageFailure) in try await store.callRows(matching: filter) }
        guard let call = found.first, call.id == id else { throw .notFound("There is no call \(text).") }
        var writer = JSONWriter()
        writer.beginObject()
        call.writeMembers(to: &writer)
        writer.name("seen_by_client")
        if let account = store.directory.account(named: call.account),
            let seen = try await stored({ () throws(StorageFailure) in
                try await store.call(id: id, ofAccount: account.id)
            })
        {
            CallResource.write(seen, in: account, to: &writer)
        } else {
            writer.null()
        }
        writer.endObject()
        return Answer.json(.ok, bytes: writer.takeBytes())
    }

    /// The calls that match, hidden ones too, in the order of their ids.
    package func calls(matching filter: CallRowFilter) async throws(ControlRefusal) -> [CallRecord] {
        try await stored { () throws(StorageFailure) in try await store.callRows(matching: filter) }
    }

    // MARK: What comes next

    static let nextCallFields = [
        Field("account", .nullable, .string), Field("campaign_id", .nullable, .integer, .min(1)),
    ]

    /// The next call that begins or ends if no request changes it.
    func nextCall(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let next = try await nextCall(
            ofAccount: report.string("account"), campaignID: report.integer("campaign_id"))
        return Answer.json(.ok, ["next": next?.json ?? .null])
    }

    /// The next call that begins or ends if no request changes it; `nil` for none.
    ///
    /// - Parameters:
    ///   - name: of that account alone; `nil` for all.
    ///   - campaignID: of that campaign alone; `nil` for all.
    package func nextCall(ofAccount name: String?, campaignID: Int64?) async throws(ControlRefusal) -> NextCall? {
        try await stored { () throws(StorageFailure) in
            try await runner.nextCall(ofCampaign: campaignID) { account in name.map { $0 == account.name } ?? true }
        }
    }

    // MARK: Calls played by hand

    func playCall(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = JSONValue.object(try ControlBody.object(of: request))
        let call: PlayedCall
        do throws(SeedError) { call = try PlayedCall(json: body) } catch { throw .mistake(error) }
        let record = try await play(call)
        var writer = JSONWriter()
        record.write(to: &writer)
        return Answer.json(.created, bytes: writer.takeBytes())
    }

    /// Plays a call of a lead or secondary contact. It begins at once, whatever window, status and maxima say.
    ///
    /// - Throws: ``ControlRefusal/notFound(_:)`` if there is no such lead.
    package func play(_ call: PlayedCall) async throws(ControlRefusal) -> CallRecord {
        let record = try await stored { () throws(StorageFailure) in try await runner.play(call) }
        guard let record else { throw .notFound("There is no lead \(call.leadID).") }
        return record
    }
}

extension NextCall {
    fileprivate var json: JSONValue {
        [
            "at": .string(Timestamp.text(second)), "what": callID == nil ? "begins" : "ends",
            "account": .string(account), "campaign_id": campaignID.map { .integer($0) } ?? .null,
            "lead_id": leadID.map { .integer($0) } ?? .null, "phone_number": .string(phoneNumber),
            "call_id": callID.map { .integer($0) } ?? .null,
        ]
    }
}

extension CallCounts {
    /// Writes members of an object: how many there are, and how many have which outcome.
    fileprivate func write(to writer: inout JSONWriter, hasSpans: Bool) {
        writer.name("total")
        writer.integer(total)
        writer.write(all)
        guard hasSpans else { return }
        writer.name("spans")
        writer.beginArray()
        for span in spans {
            writer.beginObject()
            writer.name("time")
            writer.string(Timestamp.text(span.beganAt))
            writer.write(span.tally)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension JSONWriter {
    /// Outcomes that no call has are left out.
    fileprivate mutating func write(_ tally: CallCounts.Tally) {
        name("outcomes")
        beginObject()
        for outcome in OutcomeName.allCases {
            guard let count = tally.outcomes[outcome] else { continue }
            name(outcome.rawValue)
            integer(count)
        }
        endObject()
        name("going_on")
        integer(tally.goingOn)
    }
}
