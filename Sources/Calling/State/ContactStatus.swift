/// The status of a contact: a lead or a secondary contact of one (life.md, §3).
package enum ContactStatus: String, Sendable, CaseIterable {
    case created, scheduled, processing, completed, rescheduled
    case reachedMaxRetries = "reached-max-retries"
    case blacklisted

    /// Whether the contact waits for a call.
    package var isWaiting: Bool { self == .scheduled || self == .rescheduled }

    /// Whether the contact can still be called (life.md, §2).
    package var isCallable: Bool { self == .created || self == .processing || isWaiting }
}
