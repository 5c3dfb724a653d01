import HTTPServer
import HTTPTypes
package import HTTPWire

// The body limit of the state calls.
extension ControlPlane {
    private static let statePath = RequestPath(ControlPath.prefix + "/state", .mock)

    /// The most bytes of a request's content when they are more than those of other requests; `nil` when they are not.
    ///
    /// A request that may not call the control plane must not make the mock hold so much content.
    package func bodyLimit(of head: RequestHead) -> Int? {
        guard head.method == .put else { return nil }
        let request = Request(head: head, body: [], paths: .mock)
        guard request.path == Self.statePath else { return nil }
        do throws(ControlRefusal) {
            try AccessGate(policy: options.access, audience: .callers).admit(request)
        } catch {
            return nil
        }
        return options.stateBytes
    }
}
