import CampaignAPI
import CampaignStore
import HTTPServer

extension ControlPlane {
    static let textType = "text/plain; charset=utf-8"

    /// Responds with the guide for coding agents. It names keys, so it is for callers only.
    func agentGuide(_ request: Request) async throws(ControlRefusal) -> Response {
        let baseURL = options.api.baseURL(for: request)
        let guide = AgentGuide(
            baseURL: baseURL,
            api: CampaignRoutes.document(
                options: options.api, version: options.version, server: baseURL + CampaignRoutes.optionalPrefix),
            control: document(server: baseURL), accounts: store.directory.accounts,
            needsToken: options.access.token != nil)
        // Not kept, because the accounts change.
        return TaggedContent(Array(guide.text.utf8), mediaType: Self.textType).response(to: request)
    }
}
