import HTTPTypes
import JSON
import Validation

extension FaultEffect {
    /// Refuses an effect a part of which would do nothing.
    func checkThatEachPartCounts(_ body: ControlBody) throws(ControlRefusal) {
        try checkThatSomethingHappens()
        try checkDetailsOfTransport(body)
        try checkContent()
        if answer != nil, let transport, !transport.needsAnswer {
            let name = body.report["effect.status"] == nil ? "effect.name" : "effect.status"
            throw .invalid(
                name, "The \(name) field does nothing: with the transport \(transport.name) no answer is sent.")
        }
    }

    private func checkThatSomethingHappens() throws(ControlRefusal) {
        guard answer == nil, transport == nil else { return }
        if afterHandling {
            throw .invalid(
                "effect.after_handling",
                "The effect.after_handling field needs an answer or a transport: without one the real answer is sent.")
        }
        guard let delay, delay.longest > 0 else {
            let name = delay == nil ? "effect" : "effect.delay_ms"
            throw .invalid(name, #"The \#(name) field does nothing. An effect is such as {"status": 503}."#)
        }
    }

    private func checkDetailsOfTransport(_ body: ControlBody) throws(ControlRefusal) {
        for (member, wanted) in [("after_bytes", "truncate"), ("bytes_per_second", "drip")]
        where body.report["effect.\(member)"] != nil && transport?.name != wanted {
            throw .invalid(
                "effect.\(member)", "The effect.\(member) field goes with the transport \(wanted) only.")
        }
    }

    private func checkContent() throws(ControlRefusal) {
        guard case .explicit(let status, _, let content) = answer else { return }
        // RFC 9110 §15.3.5, §15.3.6 and §15.4.5.
        let isWithoutContent = [.noContent, .resetContent, .notModified].contains(status)
        if isWithoutContent, !content.isEmpty {
            throw .invalid(
                "effect.body", "The effect.body field does nothing: an answer \(status.code) has no content.")
        }
        if let transport, transport.needsAnswer, content.isEmpty {
            let remedy = isWithoutContent ? "an answer \(status.code) has none" : "add effect.body"
            throw .invalid(
                "effect.transport", "The transport \(transport.name) needs content to work on: \(remedy).")
        }
    }
}
