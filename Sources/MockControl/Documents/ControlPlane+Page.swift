import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

// The mock's pages: the one at `/_mock/`, and `/_mock/docs`, which shows the descriptions of the API and of the control
// plane.
extension ControlPlane {
    /// Responds to a browser that opens the mock's address: with the page at `/_mock/`, and with a redirect to it at `/` and
    /// `/_mock`.
    ///
    /// The page has no secrets, so it needs no token: it asks for the token itself.
    ///
    /// - Returns: `nil` for any other request, and where the mock's address does not lead to a page because the control
    ///   plane is off.
    func openedPage(_ request: Request) -> Response? {
        guard let place = PagePlace(request), request.method == .get || request.method == .head,
            AcceptField(request[.accept] ?? "").prefersHTML
        else { return nil }
        let gate = AccessGate(policy: options.access, audience: .browsers)
        do throws(ControlRefusal) {
            try gate.admit(request)
        } catch {
            return place == .root ? nil : gate.marked(error.response, for: request)
        }
        var response = place == .page ? PageFile.index.response(to: request) : Self.redirectToPage(from: place)
        response = gate.marked(response, for: request)
        response.fields.append(contentsOf: [.vary: HTTPField.Name.accept.rawName])
        return response
    }

    /// The page is one level below both paths, so that its relative URLs work behind a path prefix too.
    private static func redirectToPage(from place: PagePlace) -> Response {
        let last = ControlPath.prefix.dropFirst()
        return Response(
            status: .temporaryRedirect, fields: [.location: "\(last)/", .cacheControl: "no-cache"])
    }

    /// Responds with the page. It has no secrets, so it needs no token: it asks for the token itself.
    func docs(_ request: Request) async throws(ControlRefusal) -> Response {
        // Relative URLs of a page at `docs/` would lead to `docs/page/`.
        if request.head.pathBytes.last == UInt8(ascii: "/") {
            return Response(status: .permanentRedirect, fields: [.location: "../\(PageFile.docs.name)"])
        }
        return PageFile.docs.response(to: request)
    }

    /// Adds the files that the pages ask for. They are no calls, so no list of calls has them.
    ///
    /// All have one route: each start of a mock would sort as many routes as there are files.
    func registerPageFiles(in router: inout Router) {
        let gate = AccessGate(policy: options.access, audience: .browsers)
        router.on(.get, "\(ControlPath.prefix)/page/{name}") { request in
            guard let file = PageFile.part(named: request.parameters["name"] ?? "") else {
                return .ready(CampaignRoutes.notFound(request))
            }
            do throws(ControlRefusal) {
                try gate.admit(request)
                return .ready(gate.marked(file.response(to: request), for: request))
            } catch {
                return .ready(gate.marked(error.response, for: request))
            }
        }
    }
}

/// Where a browser finds the page.
private enum PagePlace {
    /// `/`
    case root
    /// `/_mock`
    case call
    /// `/_mock/`
    case page

    init?(_ request: Request) {
        let sent = request.head.pathBytes
        if sent.count == 1 {
            self = .root
        } else if request.path.isExact, request.path.bytes.elementsEqual(ControlPath.prefix.utf8) {
            let slashes = sent.reversed().prefix { $0 == UInt8(ascii: "/") }.count
            // The page's relative URLs would be wrong behind two slashes.
            guard slashes < 2 else { return nil }
            self = slashes == 1 ? .page : .call
        } else {
            return nil
        }
    }
}
