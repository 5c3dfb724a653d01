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
        ] + Page.fields

    func storedCalls(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let page = Page(report)
        let filter = CallRowFilter(
            account: report.string("account"), status: report.string("status").flatMap(CallStatus.init),
            outcome: report.string("outcome").flatMap(OutcomeName.init), campaignID: report.integer("campaign_id"),
            leadID: report.integer("lead_id"), afterID: page.afterID, limit: page.limit)
        let found = try await calls(matching: filter)
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("calls")
        writer.beginArray()
        for call in found { call.write(to: &writer) }
        writer.endArray()
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
