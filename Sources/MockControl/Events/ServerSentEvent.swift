/// The wire form of an event stream (HTML Standard, §9.2 Server-sent events).
enum ServerSentEvent {
    /// One event.
    ///
    /// `data` is JSON on one line, so it needs no splitting.
    static func encode(id: UInt64?, name: String, data: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + 64)
        if let id { bytes += "id: \(id)\n".utf8 }
        bytes += "event: \(name)\ndata: ".utf8
        bytes += data
        bytes += "\n\n".utf8
        return bytes
    }

    /// A comment. Clients ignore it. Writing it fails once the client has disconnected.
    ///
    /// - Parameter id: the identifier that the client sends as `Last-Event-ID` from then on; `nil` for no change.
    static func comment(_ text: String, id: UInt64? = nil) -> [UInt8] {
        Array(": \(text)\n\(id.map { "id: \($0)\n" } ?? "")\n".utf8)
    }

    /// The time that a client must wait before it reconnects.
    static func retry(milliseconds: Int) -> [UInt8] {
        Array("retry: \(milliseconds)\n\n".utf8)
    }
}
