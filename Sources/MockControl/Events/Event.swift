import JSON

/// One event in the stream of `/_mock/events`.
struct Event: Sendable {
    let id: UInt64
    let content: Content

    /// Encoded only when it is written to a follower.
    enum Content: Sendable {
        case request(RecordedRequest)
        /// The request with that number created a campaign.
        case campaign(id: Int64, account: String?, request: Int)
        /// Any other event, such as a reset, a fault or a change of the clock.
        case other(name: String, data: JSONValue)
    }

    func encoded() -> [UInt8] {
        switch content {
        case .request(let recorded):
            var writer = JSONWriter()
            JournalEntry(recorded)?.write(to: &writer)
            return ServerSentEvent.encode(id: id, name: "request", data: writer.bytes)
        case .campaign(let campaign, let account, let number):
            let data: JSONValue = [
                "id": .integer(campaign), "account": account.map { .string($0) } ?? .null,
                "request": .integer(Int64(number)),
            ]
            return ServerSentEvent.encode(id: id, name: "campaign", data: data.encoded())
        case .other(let name, let data): return ServerSentEvent.encode(id: id, name: name, data: data.encoded())
        }
    }
}
