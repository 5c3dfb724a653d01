import ArgumentParser
import CampaignMock

struct ControlOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Serve the control plane under /_mock. (default: yes on loopback, or when a token is set)")
    var control: Bool?

    @Option(
        help: ArgumentHelp("Ask callers of the control plane for this bearer token.", valueName: "token"))
    var controlToken: String?

    @Option(
        help: ArgumentHelp(
            "A host name that callers of the control plane may use besides loopback; may be repeated.",
            valueName: "name"))
    var controlHost: [String] = []

    @Option(
        help: ArgumentHelp(
            "The origin of a web page that may call the control plane; may be repeated.", valueName: "origin"))
    var controlOrigin: [String] = []

    @Option(help: "Requests that the journal keeps; 0 switches it off. (default: 1000)")
    var journalEntries: Int?

    @Option(help: "Bytes that the journal keeps of each body. (default: 65536)")
    var journalBodyBytes: Int?

    @Flag(inversion: .prefixedNo, help: "Obey a request's Prefer: code=403 and Prefer: wait=2.")
    var prefer = true

    @Option(
        help: ArgumentHelp(
            "Let the clock stand still at this time, such as 2026-02-23T10:00:00Z. (default: the machine's time)",
            valueName: "time"),
        transform: { text in
            guard let moment = MockServer.moment(text) else {
                throw ValidationError("'\(text)' is no time. Write it like 2026-02-23T10:00:00Z.")
            }
            return moment
        })
    var clock: Int64?

    func apply(to options: inout MockOptions) {
        options.control.enabled = control
        options.control.token = controlToken
        options.control.hosts = controlHost
        options.control.origins = controlOrigin
        if let journalEntries { options.control.journalEntries = journalEntries }
        if let journalBodyBytes { options.control.journalBodyBytes = journalBodyBytes }
        options.control.obeysPrefer = prefer
        options.control.frozenAt = clock
    }

    func validate() throws {
        if let journalEntries, !(0...1_000_000).contains(journalEntries) {
            throw ValidationError("--journal-entries \(journalEntries) is out of range. Choose from 0 to 1000000.")
        }
        if let journalBodyBytes, !(0...1_073_741_824).contains(journalBodyBytes) {
            throw ValidationError(
                "--journal-body-bytes \(journalBodyBytes) is out of range. Choose from 0 to 1073741824.")
        }
        if controlToken?.isEmpty == true { throw ValidationError("--control-token is empty. Give it a value.") }
    }
}
