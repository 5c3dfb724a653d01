/// What the real account has, from the flags; `nil` for what was not given.
struct AccountIDs: Sendable, Equatable {
    var assistant: Int64?
    var inboundAssistant: Int64?
    var phoneNumber: Int64?
    /// The most parallel calls of a campaign that the account's plan allows.
    var maximumCalls: Int64?

    func has(_ need: ComparedRequest.Need) -> Bool {
        switch need {
        case .assistant: assistant != nil
        case .inboundAssistant: inboundAssistant != nil
        case .phoneNumber: phoneNumber != nil
        case .maximumCalls: maximumCalls != nil
        }
    }

    /// An id that no campaign, lead or assistant has: requests about something unknown use it, so that they never meet
    /// something that the real account has.
    static let unknown: Int64 = 999_999_999
}
