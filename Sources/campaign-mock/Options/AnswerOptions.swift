public import ArgumentParser
public import CampaignMock

struct AnswerOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Refuse with 422 what the real API accepts silently: unknown members, numbers sent as strings and so on.")
    var strict = false

    @Option(
        help: ArgumentHelp("The message of every 422, instead of the documented one.", valueName: "text"))
    var validationMessage: String?

    @Flag(
        help: "Use the framework's summary as the message of every 422: the first error and a count of the rest.")
    var validationSummary = false

    @Option(
        help: ArgumentHelp(
            "The form of the list of leads: pages, or bare for an array of all leads, as older clients expect.",
            valueName: "form"))
    var leadList = MockOptions.LeadList.pages

    @Option(
        help: ArgumentHelp(
            "Whether campaigns in progress call their leads: on, or off for calls that a test plays by hand.",
            valueName: "on|off"))
    var calls = MockOptions.Calls.on

    @Option(
        help: ArgumentHelp(
            "Let only web pages of this origin read the API's responses; may be repeated. (default: every origin)",
            valueName: "origin"))
    var corsOrigin: [String] = []

    func apply(to options: inout MockOptions) throws(MockError) {
        options.strict = strict
        if validationSummary { options.validationMessage = .summary }
        if let validationMessage { options.validationMessage = .text(validationMessage) }
        options.leadList = leadList
        options.calls = calls
        for origin in corsOrigin where origin != "*" { _ = try OptionCheck.origin("--cors-origin", origin) }
        if !corsOrigin.isEmpty, !corsOrigin.contains("*") { options.corsOrigins = .listed(corsOrigin) }
    }

    func validate() throws {
        if validationSummary, validationMessage != nil {
            throw ValidationError(
                "--validation-summary and --validation-message exclude each other. Leave one of them out.")
        }
        try usage { (options) throws(MockError) in try apply(to: &options) }
    }
}

extension MockOptions.LeadList: ExpressibleByArgument {}
extension MockOptions.Calls: ExpressibleByArgument {}
