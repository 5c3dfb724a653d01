import Base
package import HTTPWire

/// Why a request got no answer.
package enum ClientFailure: Error, Equatable {
    /// What a client still waited for when its time was over.
    package enum Stage: Sendable, Equatable {
        case lookup, connection, request, answer, restOfAnswer
    }

    case hostUnknown(String, reason: String)
    /// Nothing listens at these addresses.
    case refused(addresses: [String])
    case cannotConnect(address: String, SystemError)
    case timedOut(Stage, after: Duration)
    /// The connection failed before the end of the answer.
    case lost(SystemError)
    case malformed(ResponseError)
    /// The event loop of the client stops.
    case stopped
    /// The request was ended by its ``ClientCancellation``.
    case cancelled

    /// One line: what happened, and what to do where that is known.
    package var message: String {
        switch self {
        case .hostUnknown(let name, let reason): "The host \(name) is unknown (\(reason))."
        case .refused(let addresses):
            "Nothing listens on \(addresses.joined(separator: " or ")): start the receiver, or correct the URL."
        case .cannotConnect(let address, let error): "No connection to \(address) (\(error))."
        case .timedOut(.lookup, let time): "The host was not found within \(Self.text(time))."
        case .timedOut(.connection, let time): "The connection was not accepted within \(Self.text(time))."
        case .timedOut(.request, let time): "The whole request was not taken within \(Self.text(time))."
        case .timedOut(.answer, let time): "No answer came within \(Self.text(time))."
        case .timedOut(.restOfAnswer, let time): "The answer was not complete within \(Self.text(time))."
        case .lost(let error): "The connection was lost before the end of the answer (\(error))."
        case .malformed(let error): error.message
        case .stopped: "The mock stopped before the answer came."
        case .cancelled: "The request was ended before its answer came."
        }
    }

    /// Such as `5 s` or `250 ms`.
    private static func text(_ time: Duration) -> String {
        let milliseconds = time.nanoseconds / 1_000_000
        return milliseconds.isMultiple(of: 1_000) ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
    }
}
