import ArgumentParser
import CampaignMock

struct ControlOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Serve the control plane under /_mock. (default: on loopback, or when a token is set)")
    var control: Bool?

    @Option(
        help: ArgumentHelp("Require this bearer token from clients of the control plane.", valueName: "token"))
    var controlToken: String?

    @Option(
        help: ArgumentHelp(
            "Allow this host name or address in requests to the control plane, besides loopback; may be repeated.",
            valueName: "name"))
    var controlHost: [String] = []

    @Option(
        help: ArgumentHelp(
            "Let web pages of this origin call the control plane; may be repeated.", valueName: "origin"))
    var controlOrigin: [String] = []

    @Option(
        parsing: .unconditional, help: "Keep this many requests in the journal; 0 switches it off. (default: 1000)",
        transform: NumberText.whole)
    var journalEntries: Int?

    @Option(
        parsing: .unconditional, help: "Keep this many bytes of each body in the journal. (default: 65536)",
        transform: NumberText.whole)
    var journalBodyBytes: Int?

    @Flag(inversion: .prefixedNo, help: "Obey a request's Prefer: code=403 and Prefer: wait=2.")
    var prefer = true

    @Option(
        help: ArgumentHelp(
            "Freeze the clock at this time, such as 2026-02-23T10:00:00Z. (default: the machine's time)",
            valueName: "time"),
        transform: { text in
            guard let moment = MockServer.moment(text) else {
                throw ValidationError(
                    "Give a time from 1970 to 9999 in whole seconds, such as 2026-02-23T10:00:00Z.")
            }
            return moment
        })
    var clock: Int64?

    func apply(to options: inout MockOptions) throws(MockError) {
        options.control.enabled = control
        if let controlToken { try OptionCheck.token("--control-token", controlToken) }
        options.control.token = controlToken
        for host in controlHost { _ = try OptionCheck.host("--control-host", host) }
        options.control.hosts = controlHost
        for origin in controlOrigin { _ = try OptionCheck.controlOrigin("--control-origin", origin) }
        options.control.origins = controlOrigin
        if let journalEntries {
            try OptionCheck.number("--journal-entries", journalEntries, in: OptionCheck.journalEntries)
            options.control.journalEntries = journalEntries
        }
        if let journalBodyBytes {
            try OptionCheck.number("--journal-body-bytes", journalBodyBytes, in: OptionCheck.journalBodyBytes)
            options.control.journalBodyBytes = journalBodyBytes
        }
        options.control.obeysPrefer = prefer
        options.control.frozenAt = clock
    }

    func validate() throws {
        try usage { (options) throws(MockError) in try apply(to: &options) }
    }
}
