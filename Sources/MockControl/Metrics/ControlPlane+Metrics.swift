import Base
import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes

// Metrics for Prometheus.
extension ControlPlane {
    /// Sets how the number of open connections is found. The server, which knows it, is made after the control plane.
    package func countConnections(by count: @escaping @Sendable () -> Int) {
        connectionCount.withLock { $0 = count }
    }

    func metrics(_ request: Request) async throws(ControlRefusal) -> Response {
        let rows = try await stored { () throws(StorageFailure) in
            (
                campaigns: try await store.campaignCount(), leads: try await store.leadCount(),
                running: try await store.runningCounts()
            )
        }
        var metrics = MetricsText()
        metrics.add(
            "build_info", .gauge, "The version of the mock, with the value 1.",
            [MetricsText.Sample(labels: ["version": options.version], value: 1)])
        metrics.add(
            "uptime_seconds", .gauge, "Seconds since the start.",
            Int(clamping: (ContinuousClock.now - startedAt).components.seconds))
        if let count = connectionCount.withLock({ $0 }) {
            metrics.add("connections", .gauge, "Open connections, that of this request among them.", count())
        }
        metrics.add("accounts", .gauge, "Accounts.", store.directory.accounts.count)
        metrics.add("campaigns", .gauge, "Campaigns of all accounts.", rows.campaigns)
        metrics.add("leads", .gauge, "Leads of all accounts, without secondary contacts.", rows.leads)
        metrics.add("campaigns_in_progress", .gauge, "Campaigns that are in progress.", rows.running.campaigns)
        metrics.add("calls_going_on", .gauge, "Calls that go on.", rows.running.calls)
        metrics.add(
            "calls_total", .counter, "Calls that have begun since the start, by outcome.",
            begunCalls.all.map { MetricsText.Sample(labels: ["outcome": $0.outcome.rawValue], value: $0.count) })
        addRequests(to: &metrics)
        addWebhooks(to: &metrics)
        addFaults(to: &metrics)
        return Response(
            status: .ok, fields: [.contentType: MetricsText.mediaType], bytes: Array(metrics.text.utf8))
    }

    private func addRequests(to metrics: inout MetricsText) {
        let counts = requestCounts.withLock { counts in
            counts.update(from: journal, RoutePaths())
            return counts.counts
        }
        metrics.add(
            "requests_total", .counter,
            "Requests to the API since the journal was reset; unseen ones were forgotten before the metrics were read.",
            counts.sorted { $0.key < $1.key }.map { kind, count in
                MetricsText.Sample(
                    labels: ["method": kind.method, "route": kind.route, "status": kind.status], value: count)
            })
        metrics.add("journal_requests", .gauge, "Requests that the journal keeps now.", journal.contents.requests.count)
        metrics.add("journal_limit", .gauge, "The most requests that the journal keeps.", journal.limits.entries)
        let (waits, followers) = journal.withAudience { ($0.watchCount, $0.events.followerCount) }
        metrics.add("waits", .gauge, "Calls that wait for a request or a webhook.", waits + webhooks.counts.watches)
        metrics.add("event_followers", .gauge, "Clients that follow the events.", followers)
        metrics.add(
            "events_total", .counter, "Events since the start.", Int(clamping: journal.sequence.nextEventID - 1))
    }

    private func addWebhooks(to metrics: inout MetricsText) {
        let (waiting, finished, _) = webhooks.counts
        metrics.add("webhooks_waiting", .gauge, "Webhooks that are to be sent, or are not answered yet.", waiting)
        metrics.add(
            "webhooks_total", .counter, "Webhooks that are finished, since the start, each attempt on its own.",
            [Webhook.State.delivered, .failed, .blocked].map {
                MetricsText.Sample(labels: ["state": $0.rawValue], value: finished[$0] ?? 0)
            })
    }

    private func addFaults(to metrics: inout MetricsText) {
        let all = faults.all
        let exhausted = all.count(where: \.isExhausted)
        metrics.add(
            "faults", .gauge, "Registered faults, by whether they can still fire.",
            [
                MetricsText.Sample(labels: ["state": "armed"], value: all.count - exhausted),
                MetricsText.Sample(labels: ["state": "exhausted"], value: exhausted),
            ])
        metrics.add("faults_fired_total", .counter, "How often faults have fired since the start.", faults.firedCount)
        metrics.add("held_requests", .gauge, "Requests that a delay or a hang of a fault holds now.", held.count)
    }
}
