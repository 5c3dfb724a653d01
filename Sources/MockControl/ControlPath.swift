import CampaignAPI
package import HTTPServer

/// The path of the control plane.
package enum ControlPath {
    /// Every call's path is this prefix, or begins with it and a slash.
    package static let prefix = "/_mock"
}

extension PathRules {
    /// The mock's paths. The API serves each of its paths with and without `/api`. Paths under `/_mock` stay as sent.
    package static let mock = PathRules(optionalPrefix: CampaignRoutes.optionalPrefix, exactPrefix: ControlPath.prefix)
}
