import Base
import JSON
import MockControl

/// A post-call webhook, and what has become of it, as it was when it was read.
public struct MockWebhook: Sendable, Equatable {
    /// What has become of a webhook.
    public enum State: String, Sendable, CaseIterable {
        /// It is to be sent, or its answer is awaited.
        case waiting
        /// The receiver has answered, whatever the status.
        case delivered
        /// There was no answer.
        case failed
        /// The URL is neither on this machine nor allowed, so nothing was sent.
        case blocked
    }

    /// What the receiver has answered.
    public struct Answer: Sendable, Equatable {
        /// Such as 200.
        public let status: Int
        /// The header fields by their names in lower case.
        public let headers: [String: String]
        /// The content; at most 64 KiB of it are read.
        public let body: [UInt8]
        /// Whether ``body`` is the whole content.
        public let isComplete: Bool
    }

    /// From 1, in the order in which the calls ended.
    public let number: Int
    /// What has become of it.
    public let state: State
    /// The name of the account.
    public let account: String
    /// The id of the call that has ended.
    public let callID: Int
    /// The id of the campaign; `nil` for a call without one.
    public let campaignID: Int?
    /// The id of the lead or secondary contact; `nil` for a call without a campaign.
    public let leadID: Int?
    /// The id of the assistant, which has the URL.
    public let assistantID: Int
    /// Where it is posted.
    public let url: String
    /// When the call ended, by its account's clock.
    public let madeAt: MockTime
    /// The number of tries, that which goes on included.
    public let attempts: Int
    /// The header fields of the post by their names in lower case.
    public let headers: [String: String]
    /// The content of the post.
    public let body: [UInt8]
    /// What the receiver has answered; `nil` when it has not.
    public let answer: Answer?
    /// Why there is no answer, in one line.
    public let error: String?
    /// When the last try began, by the machine's clock; `nil` when there was none.
    public let sentAt: MockTime?
    /// How long the last try took; `nil` when it is not finished.
    public let duration: Duration?

    /// The content of the post as JSON.
    public var json: MockJSON? { (try? JSONReader.read(body.span)).map(MockJSON.init) }
}

extension MockWebhook {
    init(_ webhook: Webhook, content: (headers: [String: String], body: [UInt8])) {
        number = webhook.number
        state = State(webhook.state)
        account = webhook.account
        callID = Int(webhook.callID)
        campaignID = webhook.campaignID.map { Int($0) }
        leadID = webhook.leadID.map { Int($0) }
        assistantID = Int(webhook.assistantID)
        url = webhook.url
        madeAt = MockTime(unixSeconds: webhook.madeAt)
        attempts = webhook.attempts
        (headers, body) = content
        answer = webhook.receivedAnswer.map {
            Answer(status: $0.status, headers: $0.headers, body: $0.body, isComplete: !$0.isCut)
        }
        error = webhook.error
        sentAt = webhook.sentAt.map { MockTime(unixSeconds: MachineTime.ofThisProcess.seconds(at: $0)) }
        duration = webhook.duration
    }
}

extension MockWebhook.State {
    init(_ state: Webhook.State) {
        self =
            switch state {
            case .waiting: .waiting
            case .delivered: .delivered
            case .failed: .failed
            case .blocked: .blocked
            }
    }

    var kept: Webhook.State {
        switch self {
        case .waiting: .waiting
        case .delivered: .delivered
        case .failed: .failed
        case .blocked: .blocked
        }
    }
}
