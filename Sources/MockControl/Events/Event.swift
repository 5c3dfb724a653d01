import CampaignAPI
import JSON

/// Something that happened, for those who follow `/_mock/events`.
struct Event: Sendable {
    let id: UInt64
    let content: Content

    /// Rendered only when somebody reads.
    enum Content: Sendable {
        case request(JournalEntry)
        case campaign(JournalEntry, id: Int64)
        /// Anything rare: a reset, a fault, the clock.
        case other(name: String, data: JSONValue)
    }

    func encoded() -> [UInt8] {
        switch content {
        case .request(let entry): ServerSentEvent.encode(id: id, name: "request", data: Self.data(of: entry))
        case .campaign(let entry, let campaign):
            ServerSentEvent.encode(
                id: id, name: "campaign",
                data: JSONValue.object([
                    "id": .integer(campaign), "account": entry.exchange.account.map { .string($0) } ?? .null,
                    "request": .integer(Int64(entry.number)),
                ]).encoded())
        case .other(let name, let data): ServerSentEvent.encode(id: id, name: name, data: data.encoded())
        }
    }

    private static func data(of entry: JournalEntry) -> [UInt8] {
        var writer = JSONWriter()
        entry.write(to: &writer)
        return writer.bytes
    }
}
