import CampaignAPI
package import HTTPServer

/// Where the control plane lives.
package enum ControlPath {
    package static let prefix = "/_mock"
}

extension PathRules {
    /// The paths of the mock: the API answers under `/api` and without it, the control plane under `/_mock` alone.
    package static let mock = PathRules(optionalPrefix: CampaignRoutes.optionalPrefix, exactPrefix: ControlPath.prefix)
}
