import ArgumentParser
import CampaignMock
import Foundation
import Validation

/// `campaign-mock compare`: sends the fixtures to a real endpoint and to a mock, and prints how the answers differ.
struct CompareCommand: ParsableCommand {
    static let usageLine = "campaign-mock compare --real <url> [<options>]"

    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare the real API with the mock.",
        usage: usageLine,
        discussion: """
            Sends requests of the mock's fixtures to a real endpoint and to a mock of its own, in memory, and prints a \
            sentence for each difference. Requests that write are sent only with --yes, or after a yes at a terminal. \
            None of them starts a campaign. What an account must have for a request is named by flags; without them \
            such requests are left out.

              CAMPAIGN_MOCK_REAL_KEY=... campaign-mock compare \\
                --real https://portal.example/api --assistant 42

            The key comes from \(ComparisonKey.variable), --key-file or --key. Other users of the machine see a \
            command line, so --key is for keys that are no secret. Where CI is set, only loopback addresses are \
            compared. curl must be installed.

            Exit status: 0 when all answers are the same, 1 when some differ, 2 when the comparison was not possible \
            or not finished, 64 for a mistake on the command line.
            """)

    @Option(help: ArgumentHelp("The base URL of the real API, such as https://portal.example/api.", valueName: "url"))
    var real: String?

    @Option(help: ArgumentHelp("The key of the real account; seen by other users of this machine.", valueName: "key"))
    var key: String?

    @Option(help: ArgumentHelp("A file with the key alone; - for standard input.", valueName: "path"))
    var keyFile: String?

    @Option(help: ArgumentHelp("An outbound assistant of the account.", valueName: "id"), transform: NumberText.whole)
    var assistant: Int?

    @Option(help: ArgumentHelp("An inbound assistant of the account.", valueName: "id"), transform: NumberText.whole)
    var inboundAssistant: Int?

    @Option(help: ArgumentHelp("A phone number of the account.", valueName: "id"), transform: NumberText.whole)
    var phoneNumber: Int?

    @Option(
        help: ArgumentHelp("How many parallel calls the account's plan allows.", valueName: "n"),
        transform: NumberText.whole)
    var maxCallsInParallel: Int?

    @Option(
        help: ArgumentHelp(
            "Send only requests of this name, in which * stands for any text; may be repeated.", valueName: "name"))
    var only: [String] = []

    @Flag(help: "List the requests and what they do, and send none.")
    var list = false

    @Flag(help: "Send requests that write without asking.")
    var yes = false

    @Flag(help: "Delete the campaigns that the requests have created at the real endpoint.")
    var delete = false

    @Flag(help: "Print one JSON document instead of lines.")
    var json = false

    @Option(
        help: ArgumentHelp("The longest time for one answer. (default: 30s)", valueName: "time"),
        transform: TimeText.duration)
    var timeout: Duration?

    @Option(
        help: ArgumentHelp(
            "The shortest time between two requests to the real endpoint. (default: 1s, none on loopback)",
            valueName: "time"), transform: TimeText.duration)
    var pause: Duration?

    func validate() throws {
        for (flag, number) in [
            ("--assistant", assistant), ("--inbound-assistant", inboundAssistant), ("--phone-number", phoneNumber),
            ("--max-calls-in-parallel", maxCallsInParallel),
        ] where !(1..<1_000_000_000_000).contains(number ?? 1) {
            throw ValidationError("\(flag) \(number ?? 0) is out of range. Choose from 1 to 999999999999.")
        }
        for pattern in only where !ComparedRequest.names.contains(where: { ComparisonPlan.matches($0, pattern) }) {
            let nearest = NearestName.of(pattern, among: ComparedRequest.names)
            throw ValidationError(
                "No request is called \(LogText.oneLine(pattern)). "
                    + (nearest.map { "Did you mean \($0)?" } ?? "--list shows all names."))
        }
        if list { return }
        guard let real else {
            throw ValidationError("--real is missing. Give it the base URL of the real API.")
        }
        _ = try RealAddress(real)
        if key != nil, keyFile != nil {
            throw ValidationError("--key and --key-file exclude each other. Leave one of them out.")
        }
    }

    /// Reads the words after `compare`.
    ///
    /// - Throws: The argument parser's error, also without a key.
    static func read(inLine words: ArraySlice<String>, environment: [String: String]) throws -> ComparisonSettings {
        try answerHelpOrVersion(in: words)
        let command = try parse(Array(words))
        let address = try RealAddress(command.real ?? "http://127.0.0.1")
        return ComparisonSettings(
            address: address,
            key: command.list
                ? "" : try ComparisonKey.read(flag: command.key, file: command.keyFile, environment: environment),
            ids: AccountIDs(
                assistant: command.assistant.map { Int64($0) },
                inboundAssistant: command.inboundAssistant.map { Int64($0) },
                phoneNumber: command.phoneNumber.map { Int64($0) },
                maximumCalls: command.maxCallsInParallel.map { Int64($0) }),
            only: command.only, onlyLists: command.list, writes: command.yes, deletes: command.delete,
            isJSON: command.json, timeout: command.timeout ?? .seconds(30),
            pause: command.pause ?? (address.isLoopback ? .zero : .seconds(1)), environment: environment)
    }
}
