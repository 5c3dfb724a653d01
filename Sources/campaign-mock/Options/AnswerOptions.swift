import ArgumentParser
import CampaignMock

struct AnswerOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Answer 422 to what the real API would swallow: unknown members, numbers sent as strings, and the like.")
    var strict = false

    @Option(
        help: ArgumentHelp("The message of every 422, in place of the documented one.", valueName: "text"))
    var validationMessage: String?

    @Flag(
        help: "Let the message of every 422 be the framework's summary: the first error, and how many more there are.")
    var validationSummary = false

    @Option(
        help: ArgumentHelp(
            "Let only web pages of this origin read the API's answers; may be repeated. (default: every origin)",
            valueName: "origin"))
    var corsOrigin: [String] = []

    func apply(to options: inout MockOptions) throws(MockError) {
        options.strict = strict
        if validationSummary { options.validationMessage = .summary }
        if let validationMessage { options.validationMessage = .text(validationMessage) }
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
