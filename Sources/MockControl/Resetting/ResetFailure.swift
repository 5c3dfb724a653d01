package import CampaignStore

/// Why a reset was refused. Nothing has changed then.
package enum ResetFailure: Error, Equatable {
    case seed(SeedMistake)
    case storage(StorageFailure)

    /// One line that says what happened.
    package var message: String {
        switch self {
        case .seed(let mistake): mistake.message
        case .storage(let failure): failure.message
        }
    }
}
