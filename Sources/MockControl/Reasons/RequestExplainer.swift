import CampaignAPI
import CampaignStore
import HTTPServer
import JSON

/// Says of recorded requests, when they are read, what became of them.
struct RequestExplainer: Sendable {
    let options: CampaignOptions
    /// Takes a snapshot of the accounts.
    let directory: @Sendable () -> AccountDirectory
    /// Finds a fault; `nil` when it was removed.
    let fault: @Sendable (_ id: String) -> Fault?

    /// One sentence without its full stop, such as `max_retries is above 5; 2 more`.
    func reason(of entry: JournalEntry) -> String {
        RequestReason(entry, review(of: entry), account(of: entry), self).text
    }

    /// The members of the request, or why there are none.
    enum Members {
        /// - Parameter note: what the verdicts do not take into account; `nil` for nothing.
        case known([ReviewedMember], note: String?)
        case unknown(String)
    }

    func members(of entry: JournalEntry) -> Members {
        if let refusal = entry.refusal { return .unknown("The server refused the request: \(refusal)") }
        if entry.body.isTruncated {
            return .unknown(
                "Only \(entry.body.bytes.count) of \(entry.body.fullCount) bytes of the body were kept: "
                    + "start the mock with a larger --journal-body-bytes.")
        }
        guard entry.answer?.status != 413, let request = entry.request else {
            return .unknown("The body was too large, so it was not read.")
        }
        let account = account(of: entry)
        do throws(RequestReview.Absence) {
            let review = try RequestReview(of: request, account: account, in: directory())
            let members = review.members(
                errors: entry.errors, warnings: entry.findings.warnings, options)
            return .known(members, note: account == nil ? Self.note(entry.findings.account) : nil)
        } catch {
            switch error {
            case .noEndpoint: return .unknown("No endpoint has this method and path.")
            case .unreadable: return .unknown("The body or the query could not be read. The answer says why.")
            }
        }
    }

    private static func note(_ account: String?) -> String {
        let subject = account.map { "The account \($0) is gone" } ?? "The account is unknown"
        return "\(subject), so only the rules that hold for every account are checked."
    }

    private func account(of entry: JournalEntry) -> Account? {
        entry.findings.account.flatMap { directory().account(named: $0) }
    }

    /// `nil` when the body or the query cannot be read, or is not there in full.
    private func review(of entry: JournalEntry) -> RequestReview? {
        guard !entry.body.isTruncated, let request = entry.request else { return nil }
        return try? RequestReview(of: request, account: account(of: entry), in: directory())
    }
}

extension JournalEntry {
    /// The errors that the API has found, by member; `nil` when the answer does not tell.
    fileprivate var errors: [(name: String, messages: [String])]? {
        guard findings.fault == nil, let answer else { return nil }
        switch answer.status {
        // These come behind the check of the fields, which has found nothing.
        case 200...299, 403, 404: return []
        case 422:
            guard let json = answer.body?.json else { return nil }
            return (json["errors"]?.object ?? [:]).members.map {
                ($0.name, ($0.value.array ?? []).compactMap(\.string))
            }
        default: return nil
        }
    }
}

extension RequestExplainer.Members {
    func write(to writer: inout JSONWriter) {
        switch self {
        case .known(let members, let note):
            writer.name("members")
            writer.beginArray()
            for member in members { member.write(to: &writer) }
            writer.endArray()
            writer.name("members_note")
            writer.optional(note)
        case .unknown(let why):
            writer.name("members")
            writer.null()
            writer.name("members_note")
            writer.string(why)
        }
    }
}

extension ReviewedMember {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("path")
        writer.string(path)
        writer.name("verdict")
        writer.string(verdict.rawValue)
        writer.name("sent")
        writer.bool(value != nil)
        if let value { writer.member("value", value) }
        if isInQuery { writer.member("in", "query") }
        if let takenAs { writer.member("taken_as", takenAs) }
        if let rule { writer.member("rule", .string(rule)) }
        writer.member("messages", .array(messages.map { .string($0) }))
        writer.member("warnings", .array(warnings.map { .string($0) }))
        if let defaultValue { writer.member("default", defaultValue) }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: JSONValue) {
        self.name(name)
        self.value(value)
    }
}

extension ControlPlane {
    var explainer: RequestExplainer {
        RequestExplainer(
            options: options.api, directory: { [store] in store.directory },
            fault: { [faults] in faults.fault(id: $0)?.progress.fault })
    }
}
