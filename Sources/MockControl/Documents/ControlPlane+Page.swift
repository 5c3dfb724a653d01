import HTTPServer
import HTTPTypes
import HTTPWire

// The page that shows the descriptions of the API and of the control plane.
extension ControlPlane {
    /// Responds with the page. It has no secrets, so it needs no token: it asks for the token itself.
    func docs(_ request: Request) async throws(ControlRefusal) -> Response {
        // Relative URLs of a page at `docs/` would lead to `docs/page/`.
        if request.head.pathBytes.last == UInt8(ascii: "/") {
            return Response(status: .permanentRedirect, fields: [.location: "../\(PageFile.docs.name)"])
        }
        return PageFile.docs.response(to: request)
    }

    /// Adds the files that the page asks for. They are no calls, so no list of calls has them.
    func registerPageFiles(in router: inout Router) {
        let gate = AccessGate(policy: options.access, audience: .browsers)
        for file in PageFile.parts {
            router.on(.get, "\(ControlPath.prefix)/page/\(file.name)") { request in
                do throws(ControlRefusal) {
                    try gate.admit(request)
                    return .ready(gate.marked(file.response(to: request), for: request))
                } catch {
                    return .ready(gate.marked(error.response, for: request))
                }
            }
        }
    }
}
