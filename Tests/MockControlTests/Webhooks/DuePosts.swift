import Base
import CampaignStore
import Foundation
import JSON
import TestSupport

@testable import MockControl

/// Calls that have ended, made up as the runner of campaigns hands them over.
struct DuePosts {
    let mock: RunningMock

    /// 2026-02-23T10:00:00Z.
    static let begin: Int64 = 1_771_840_800

    /// Has the calls of an assistant of the demo account posted to a URL.
    func enable(_ url: String?, ofAssistant id: Int64 = 129, ofAccount name: String = "demo") async throws {
        let account = try mock.control.account(named: name)
        let generation = mock.store.directory.generation
        _ = try await mock.store.write(generation: generation) { batch in
            try batch.setWebhook(url, ofAssistant: id, of: account, at: 0)
        }
    }

    /// A call without a campaign.
    func call(
        _ id: Int64, ofAssistant assistant: Int64 = 129, ofAccount name: String = "demo",
        outcome: OutcomeName = .completed, change: (inout CallRecord) -> Void = { _ in }
    ) throws -> DuePost {
        let account = try mock.control.account(named: name)
        var call = CallRecord(
            id: id, account: name, assistantID: assistant, assistantPhoneNumber: "+15550100001",
            phoneNumber: "+15550100123", outcome: outcome, beganAt: Self.begin)
        call.endedAt = call.endsAt
        call.status = outcome.callStatus
        change(&call)
        return DuePost(account: account, listed: ListedCall(call: call), lead: nil, campaign: nil)
    }

    /// A call of a campaign to a lead.
    func campaignCall(
        _ id: Int64, of campaign: Int64 = 3, to lead: Int64 = 45, outcome: OutcomeName = .completed
    ) throws -> DuePost {
        let post = try call(id, outcome: outcome) { call in
            (call.campaignID, call.leadID) = (campaign, lead)
        }
        let parameters = CampaignParameters(
            name: "Spring", assistantID: 129, timezone: "UTC", maxCallsInParallel: 2,
            allowedHoursStartTime: "09:30:00", allowedHoursEndTime: "17:00:00", allowedDays: ["monday", "friday"],
            maxRetries: 1, retryInterval: 30, goalCompletionVariable: "booked")
        let variables = LeadVariables(text: Array(#"{"first_name":"Ann"}"#.utf8))
        return DuePost(
            account: post.account,
            listed: ListedCall(
                call: post.listed.call, campaignName: "Spring", goalVariable: "booked", variables: variables),
            lead: Lead(
                id: lead, campaignID: campaign, phoneNumber: "+15550100123", variables: variables, status: .completed,
                callTries: 1, createdAt: Self.begin - 60, updatedAt: post.listed.call.updatedAt),
            campaign: Campaign(
                id: campaign, account: "demo", parameters: parameters, status: "in-progress",
                createdAt: Self.begin - 120,
                updatedAt: Self.begin - 30))
    }

    /// Waits until so many webhooks are finished.
    @discardableResult
    func finished(_ count: Int, state: String? = nil) async throws -> JSONValue {
        let match = state.map { #","match":{"state":"\#($0)"}"# } ?? ""
        return try await mock.control("POST", "/webhooks/wait", #"{"count":\#(count),"timeout_ms":60000\#(match)}"#)
    }

    func rows(_ query: String = "") async throws -> [JSONValue] {
        try await mock.control("GET", "/webhooks" + (query.isEmpty ? "" : "?" + query))["webhooks"]?.array ?? []
    }
}

/// Runs a mock whose demo assistant 129 posts to a receiver.
func withReceiver<Value: Sendable>(
    host: String = "127.0.0.1", _ options: ControlPlaneConfiguration = ControlPlaneConfiguration(),
    answering text: String = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    _ body: (RunningMock, DuePosts, Receiver) async throws -> Value
) async throws -> Value {
    let receiver = try Receiver(host: host, answering: text)
    return try await withMock(options) { mock in
        let posts = DuePosts(mock: mock)
        try await posts.enable("http://localhost:\(receiver.port)/calls?from=mock")
        return try await body(mock, posts, receiver)
    }
}
