import OpenAPI
import Validation

@testable import CampaignAPI

/// An endpoint of a test, which no document describes.
protocol TestEndpoint: Endpoint {}

extension TestEndpoint {
    var fields: [Field] { [] }

    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "test", .user, "Test", "An endpoint of a test.",
            success: .init(status: 200, text: "It worked.", schema: .any))
    }
}
