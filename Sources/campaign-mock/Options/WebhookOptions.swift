import ArgumentParser
import CampaignMock

struct WebhookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Post webhooks to this host name or address too, besides loopback; may be repeated.", valueName: "name"))
    var webhookHost: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The longest time for one webhook, to the end of its answer: 5s, 500ms, 2m. (default: 5s)",
            valueName: "time"),
        transform: TimeText.duration)
    var webhookTimeout: Duration?

    func apply(to options: inout MockOptions) throws(MockError) {
        for host in webhookHost { _ = try OptionCheck.host("--webhook-host", host) }
        options.webhooks.hosts = webhookHost
        if let webhookTimeout { options.webhooks.timeout = webhookTimeout }
    }

    func validate() throws {
        try usage { (options) throws(MockError) in try apply(to: &options) }
    }
}
