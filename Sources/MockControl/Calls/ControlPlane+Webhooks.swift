import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The post-call webhooks: reading, waiting, sending again, removing.
extension ControlPlane {
    static let webhookFields =
        WebhookFilter.fields + [
            Field("before", .nullable, .integer, .min(1)), Field("limit", .nullable, .integer, .between(1, 1_000)),
        ]

    func listWebhooks(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let report = try QueryParameters(request.query).validated(fields)
        let limit = report.integer("limit").map { Int($0) } ?? Page.usualLimit
        let found = webhooks.list(WebhookFilter(report))
        let before = report.integer("before").map { Int(clamping: $0) } ?? .max
        var writer = JSONWriter()
        writer.beginObject()
        writer.name(plain: "webhooks")
        writer.beginArray()
        for webhook in found.lazy.filter({ $0.number < before }).prefix(limit) {
            webhook.write(to: &writer, version: options.version)
        }
        writer.endArray()
        writer.name(plain: "total")
        writer.integer(found.count)
        writer.endObject()
        return Answer.json(.ok, bytes: writer.takeBytes())
    }

    func readWebhook(_ request: Request) async throws(ControlRefusal) -> Response {
        answer(.ok, try webhook(in: request))
    }

    func redeliverWebhook(_ request: Request) async throws(ControlRefusal) -> Response {
        answer(.accepted, try redeliver(webhook(in: request).number))
    }

    func waitForWebhook(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let wait = WebhookWait(try ControlBody(request, fields))
        let outcome = await wait.outcome(in: webhooks)
        var writer = JSONWriter()
        writer.beginObject()
        if outcome.webhook == nil {
            writer.name(plain: "message")
            writer.string(wait.message(outcome, in: webhooks))
        }
        writer.name(plain: "count")
        writer.integer(outcome.count)
        if let webhook = outcome.webhook {
            writer.name(plain: "webhook")
            webhook.write(to: &writer, version: options.version)
        }
        writer.endObject()
        return Answer.json(outcome.webhook == nil ? .requestTimeout : .ok, bytes: writer.takeBytes())
    }

    /// Removes the webhooks that match the filters of the query; without a filter all.
    func removeWebhooks(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let filter = WebhookFilter(try QueryParameters(request.query).validated(fields))
        return Answer.json(.ok, ["deleted": .integer(Int64(webhooks.remove(where: filter.matches)))])
    }

    private func answer(_ status: HTTPResponse.Status, _ webhook: Webhook) -> Response {
        var writer = JSONWriter()
        webhook.write(to: &writer, version: options.version)
        return Answer.json(status, bytes: writer.takeBytes())
    }

    private func webhook(in request: Request) throws(ControlRefusal) -> Webhook {
        let text = request.parameters["number"] ?? ""
        guard let number = Int(text) else { throw Self.noWebhook(text) }
        return try webhook(number: number)
    }
}
