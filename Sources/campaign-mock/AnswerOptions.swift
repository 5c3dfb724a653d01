import ArgumentParser
import CampaignMock

struct AnswerOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Answer 422 to what the real API would swallow: unknown members, numbers sent as strings, and the like.")
    var strict = false

    @Option(
        help: ArgumentHelp("The message of a 422, in place of the framework's own.", valueName: "text"))
    var validationMessage: String?

    @Option(
        help: ArgumentHelp(
            "Let only web pages of this origin read the API's answers; may be repeated. (default: every origin)",
            valueName: "origin"))
    var corsOrigin: [String] = []

    func apply(to options: inout MockOptions) {
        options.strict = strict
        options.validationMessage = validationMessage
        if !corsOrigin.isEmpty, !corsOrigin.contains("*") { options.corsOrigins = .listed(corsOrigin) }
    }
}
