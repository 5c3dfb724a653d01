import Base
import Foundation
import JSON
import TestSupport

/// Reads server-sent events from an open socket.
final class EventReader: Sendable {
    struct Event: Sendable {
        var id: UInt64?
        var name = "message"
        var text = ""

        /// Parsed only when a test reads it, because a test may skip megabytes.
        var data: JSONValue { (try? JSONReader.read(Array(text.utf8).span)) ?? .null }
    }

    enum Failure: Error { case ended, refused(String) }

    private let socket: Int32
    private let record = RecordedConnection(file: #fileID)
    private struct Buffer {
        var head = ""
        var bytes: [UInt8] = []
        /// The number of bytes at the front that contain no end of a block.
        var searched = 0
    }

    private let unread = Locked(Buffer())

    /// The response's status line and header fields, as received.
    var head: String { unread.withLock { $0.head } }

    /// Reads the head of the response. The reader is subscribed from then on.
    ///
    /// - Parameter request: the bytes that were sent on the socket.
    init(socket: Int32, request: [UInt8] = []) throws {
        self.socket = socket
        record.sent(request)
        let head = try block(until: "\r\n\r\n")
        guard head.contains(" 200 ") else { throw Failure.refused(head) }
        unread.withLock { $0.head = head + "\r\n" }
    }

    deinit { close(socket) }

    /// The next event of that name. Other events before it are skipped.
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
                guard let range = unread.bytes[unread.searched...].firstRange(of: Array(end.utf8)) else {
                    unread.searched = max(0, unread.bytes.count - end.utf8.count)
                    return nil
                }
                defer {
                    unread.bytes.removeSubrange(..<range.upperBound)
                    unread.searched = 0
                }
                return String(decoding: unread.bytes[..<range.lowerBound], as: UTF8.self)
            }
            if let block { return block }
            guard let more = Client(port: 0).read(from: socket) else { throw Failure.ended }
            record.received(more)
            unread.withLock { $0.bytes += more }
        }
    }

    private static func event(_ text: String) -> Event? {
        var event = Event()
        var hasData = false
        // Split by bytes, because a line may be long and `Character` is slow.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = String(line[colon...].dropFirst(2)) ?? ""
            switch String(line[..<colon]) {
            case "id": event.id = UInt64(value)
            case "event": event.name = value
            case "data":
                hasData = true
                event.text = value
            default: break
            }
        }
        return hasData ? event : nil
    }
}
