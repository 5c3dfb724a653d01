import CampaignStore
import HTTPServer

/// What becomes of a request once it is known whose it is.
enum Attempt {
    case answered(Response)
    /// Everything that can be told without the store is right: the campaign is to be stored.
    case storing(CampaignDraft, [Warning])
}
