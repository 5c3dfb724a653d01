import HTTPTypes
import JSON
import Validation

extension FaultEffect {
    /// Refuses an effect with a part that would do nothing.
    ///
    /// - Throws: ``ControlRefusal/invalid(_:)``, which names that part.
    func checkThatEachPartCounts(_ body: ControlBody) throws(ControlRefusal) {
        try checkThatSomethingHappens()
        try checkDetailsOfTransport(body)
        try checkContent()
        if answer != nil, let transport, !transport.needsAnswer {
            let name = body.report["effect.status"] == nil ? "effect.name" : "effect.status"
            throw .invalid(
                name, "The \(name) field does nothing: the transport \(transport.name) sends no response.")
        }
    }

    private func checkThatSomethingHappens() throws(ControlRefusal) {
        guard answer == nil, transport == nil else { return }
        if afterHandling {
            throw .invalid(
                "effect.after_handling",
                "The effect.after_handling field requires a status, a name or a transport: without one it does nothing."
            )
        }
        guard let delay, delay.longest > 0 else {
            let name = delay == nil ? "effect" : "effect.delay_ms"
            throw .invalid(name, #"The \#(name) field does nothing. Send an effect such as {"status": 503}."#)
        }
    }

    private func checkDetailsOfTransport(_ body: ControlBody) throws(ControlRefusal) {
        for (member, wanted) in [("after_bytes", "truncate"), ("bytes_per_second", "drip")]
        where body.report["effect.\(member)"] != nil && transport?.name != wanted {
            throw .invalid(
                "effect.\(member)", "The effect.\(member) field requires the transport \(wanted).")
        }
    }

    private func checkContent() throws(ControlRefusal) {
        guard case .explicit(let status, _, let content) = answer else { return }
        // These responses have no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5).
        let isWithoutContent = [.noContent, .resetContent, .notModified].contains(status)
        if isWithoutContent, !content.isEmpty {
            throw .invalid(
                "effect.body",
                "The effect.body field does nothing: a response with status \(status.code) has no content.")
        }
        if let transport, transport.needsAnswer, content.isEmpty {
            let remedy = isWithoutContent ? "a response with status \(status.code) has none" : "add effect.body"
            throw .invalid(
                "effect.transport", "The transport \(transport.name) requires content: \(remedy).")
        }
    }
}
