import Base
import Foundation

/// A file of what the tests' clients sent to mocks and what they received. `scripts/contract` checks each response in it
/// against the OpenAPI documents.
///
/// There is none unless the environment variable `EXCHANGE_LOG` contains a path. Only the tests read that variable. The
/// file gets one JSON object a line for each connection: `file` (the code that opened the connection), `sent` and
/// `received` (bytes in Base64).
package struct ExchangeLog: Sendable {
    package static let current: ExchangeLog? = {
        guard let path = ProcessInfo.processInfo.environment["EXCHANGE_LOG"], !path.isEmpty else { return nil }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else {
            FileHandle.standardError.write(Data("EXCHANGE_LOG: cannot write \(path): errno \(errno)\n".utf8))
            return nil
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return ExchangeLog(descriptor: Locked(descriptor))
    }()

    private let descriptor: Locked<Int32>

    /// Appends a connection's bytes. A connection without a response is not recorded.
    package func append(sent: [UInt8], received: [UInt8], file: String) {
        guard !sent.isEmpty, !received.isEmpty else { return }
        let line = #"{"file":"\#(file)","sent":"\#(Self.text(sent))","received":"\#(Self.text(received))"}"# + "\n"
        let bytes = Array(line.utf8)
        descriptor.withLock { descriptor in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}

/// The bytes of one connection, for the ``ExchangeLog``. It records nothing when there is no log.
package final class RecordedConnection: Sendable {
    private struct Bytes {
        var sent: [UInt8] = []
        var received: [UInt8] = []
    }

    /// The largest number of bytes that are kept of each direction. The check ignores a message that is cut off.
    private static let limit = 1 << 20

    private let log = ExchangeLog.current
    private let file: String
    private let bytes = Locked(Bytes())

    package init(file: String) {
        self.file = file
    }

    deinit {
        guard let log else { return }
        let bytes = bytes.withLock { $0 }
        log.append(sent: bytes.sent, received: bytes.received, file: file)
    }

    package func sent(_ more: some Collection<UInt8>) {
        guard log != nil else { return }
        bytes.withLock { $0.sent += more.prefix(Self.limit - $0.sent.count) }
    }

    package func received(_ more: some Collection<UInt8>) {
        guard log != nil else { return }
        bytes.withLock { $0.received += more.prefix(Self.limit - $0.received.count) }
    }
}
