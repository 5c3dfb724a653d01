/// The status of a lead or of a secondary contact.
package enum LeadStatus: String, Sendable, CaseIterable {
    case created, scheduled, processing, completed, rescheduled
    case reachedMaxRetries = "reached-max-retries"
    case blacklisted

    /// The status of every new lead and contact.
    package static let initial = LeadStatus.created

    /// Whether a contact with this status can still be called.
    package var isCallable: Bool {
        switch self {
        case .created, .scheduled, .processing, .rescheduled: true
        case .completed, .reachedMaxRetries, .blacklisted: false
        }
    }
}
