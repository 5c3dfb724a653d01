import Base

/// The text that a program has written to one of its streams so far.
final class CapturedText: Sendable {
    private struct State {
        var text = ""
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())

    var text: String { state.withLock { $0.text } }

    /// - Parameter text: The next piece; `nil` at the end of the stream.
    func append(_ text: String?) {
        let waiters = state.withLock { state in
            if let text { state.text += text } else { state.hasEnded = true }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until `find` returns a value for the text; `nil` when the stream ends first.
    func first<Value>(_ find: (String) -> Value?) async -> Value? {
        while true {
            let (text, hasEnded) = state.withLock { ($0.text, $0.hasEnded) }
            if let value = find(text) { return value }
            guard !hasEnded else { return nil }
            await withCheckedContinuation { continuation in
                let isNew = state.withLock { state in
                    let isNew = state.text != text || state.hasEnded
                    if !isNew { state.waiters.append(continuation) }
                    return isNew
                }
                if isNew { continuation.resume() }
            }
        }
    }
}
