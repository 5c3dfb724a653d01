import Foundation
import JSON
import Synchronization

/// Reads server-sent events from an open socket.
final class EventReader: Sendable {
    struct Event: Sendable {
        var id: UInt64?
        var name = "message"
        var data: JSONValue = .null
    }

    enum Failure: Error { case ended, refused(String) }

    private let socket: Int32
    private let unread: Mutex<[UInt8]>

    /// Reads the head of the answer, so that whoever holds a reader is already subscribed.
    init(socket: Int32) throws {
        self.socket = socket
        unread = Mutex([])
        let head = try block(until: "\r\n\r\n")
        guard head.contains(" 200 ") else { throw Failure.refused(head) }
    }

    deinit { close(socket) }

    /// The next event of that name, whatever comes before it.
    func next(_ name: String) async throws -> Event {
        while true {
            let event = try await next()
            if event.name == name { return event }
        }
    }

    func next() async throws -> Event {
        try await onThread { [self] in
            while true {
                let text = try block(until: "\n\n")
                if let event = Self.event(text) { return event }
            }
        }
    }

    /// The next comment's text.
    func nextComment() async throws -> String {
        try await onThread { [self] in
            while true {
                let text = try block(until: "\n\n")
                if text.hasPrefix(":") { return String(text.dropFirst(2)) }
            }
        }
    }

    private func block(until end: String) throws -> String {
        while true {
            let block: String? = unread.withLock { unread in
                guard let range = unread.firstRange(of: Array(end.utf8)) else { return nil }
                defer { unread.removeSubrange(..<range.upperBound) }
                return String(decoding: unread[..<range.lowerBound], as: UTF8.self)
            }
            if let block { return block }
            guard let more = Client(port: 0).read(from: socket) else { throw Failure.ended }
            unread.withLock { $0 += more }
        }
    }

    private static func event(_ text: String) -> Event? {
        var event = Event()
        var hasData = false
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            switch parts[0] {
            case "id": event.id = UInt64(parts[1])
            case "event": event.name = parts[1]
            case "data":
                hasData = true
                event.data = (try? JSONReader.read(Array(parts[1].utf8).span)) ?? .null
            default: break
            }
        }
        return hasData ? event : nil
    }
}
