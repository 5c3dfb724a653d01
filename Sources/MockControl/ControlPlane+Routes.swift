import Base
import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Logging
import OpenAPI

extension ControlPlane {
    /// Every call of the control plane.
    var calls: [ControlCall] {
        mockCalls + accountCalls + rowCalls + requestCalls + webhookCalls + faultCalls + [
            ControlCall(.get, "/clock", "the mock's time", readClock, .clock),
            ControlCall(
                .put, "/clock", takes: .body(ClockChange.fields), "set, freeze or advance the mock's time", setClock,
                .clockChange),
            ControlCall(
                .get, "/events", takes: .query(Self.eventFields),
                "stream of server-sent events, filtered: requests, campaigns, faults, ...", follow, .events),
        ]
    }

    private var mockCalls: [ControlCall] {
        [
            ControlCall(.get, "", "this list; for a browser the page", index, .index),
            ControlCall(.get, "/health", "status, version, uptime and database of the mock", health, .health)
                .answering(others: healthForOthers),
            ControlCall(
                .get, "/metrics", "metrics for Prometheus: requests, faults, campaigns, leads, connections, ...",
                metrics,
                .metrics),
            ControlCall(
                .get, "/docs", for: .browsers, "a page that describes all calls, and sends them on a click", docs, .docs
            ),
            ControlCall(
                .get, "/openapi.json", for: .anyOrigin, "the platform's API as an OpenAPI document",
                serving { [options] baseURL in
                    CampaignRoutes.document(
                        options: options.api, version: options.version,
                        server: baseURL + CampaignRoutes.optionalPrefix
                    ).encoded()
                }, .openAPI),
            ControlCall(
                .get, "/control-openapi.json", for: .anyOrigin, "these calls as an OpenAPI document",
                serving { self.document(server: $0).encoded() }, .controlOpenAPI),
            ControlCall(
                .get, SeedSchema.path, for: .anyOrigin, "the JSON Schema of a seed, for editors",
                serving { SeedSchema.encoded(id: $0 + ControlPath.prefix + SeedSchema.path) }, .seedSchema),
            ControlCall(
                .get, "/llms.txt", "how to use the mock, as one text for coding agents", agentGuide, .agentGuide),
            ControlCall(
                .post, "/reset", takes: .body(ResetPart.fields), "reset everything to the seed", answerReset, .reset),
            ControlCall(.get, "/state", "the whole state as one document", state, .state),
            ControlCall(.put, "/state", takes: .document, "replace the whole state", replaceState, .stateChange),
        ]
    }

    private var accountCalls: [ControlCall] {
        [
            ControlCall(.get, "/accounts", "all accounts", accounts, .accounts),
            ControlCall(
                .post, "/accounts", takes: .document,
                "create an account; without a body, one with a random name and key", createAccount, .newAccount),
            ControlCall(.get, "/accounts/{name}", "one account", account, .account),
            ControlCall(
                .patch, "/accounts/{name}", takes: .document, "change an account's plan, timezone, keys, ...",
                changeAccount, .accountChange),
            ControlCall(
                .delete, "/accounts/{name}", "remove an account and its campaigns", deleteAccount, .accountRemoval),
            ControlCall(
                .post, "/accounts/{name}/reset",
                "reset an account: its campaigns, leads, calls, faults, requests, clock, rate and definition",
                resetAccount,
                .accountReset),
            ControlCall(.get, "/accounts/{name}/clock", "the time of an account", readAccountClock, .accountClock),
            ControlCall(
                .put, "/accounts/{name}/clock", takes: .body(ClockChange.fields),
                "give an account a clock of its own: set, freeze or advance it", setAccountClock, .accountClockChange),
            ControlCall(
                .delete, "/accounts/{name}/clock", "let an account follow the mock's clock again", removeAccountClock,
                .accountClockRemoval),
            ControlCall(
                .get, "/accounts/{name}/outcomes", "what is set for the calls of an account", outcomes, .outcomes),
            ControlCall(
                .put, "/accounts/{name}/outcomes", takes: .document, "set what comes of the calls of an account",
                setOutcomes, .outcomeChange),
            ControlCall(
                .delete, "/accounts/{name}/outcomes", "forget what is set for the calls of an account", removeOutcomes,
                .outcomeRemoval),
        ]
    }

    private var rowCalls: [ControlCall] {
        [
            ControlCall(
                .get, "/campaigns", takes: .query(Self.campaignFields), "campaigns with every stored field", campaigns,
                .campaigns),
            ControlCall(.get, "/campaigns/{id}", "one campaign", campaign, .campaign),
            ControlCall(
                .get, "/leads", takes: .query(Self.leadFields), "leads and secondary contacts with every stored field",
                leads, .leads),
            ControlCall(.get, "/leads/{id}", "one lead or secondary contact", lead, .lead),
            ControlCall(
                .get, "/calls", takes: .query(Self.callFields),
                "calls with every stored field; `counts=1` counts them, `step=1800` by half-hours", storedCalls,
                .calls),
            ControlCall(.post, "/calls", takes: .document, "play a call of a lead by hand", playCall, .newCall),
            ControlCall(
                .get, "/calls/next", takes: .query(Self.nextCallFields), "the next call that begins or ends", nextCall,
                .nextCall),
            ControlCall(.get, "/calls/{id}", "one call, also as a client sees it", storedCall, .call),
            ControlCall(.get, "/snapshots", "all named snapshots of the state", listSnapshots, .snapshots),
            ControlCall(.put, "/snapshots/{name}", "keep the state under a name", takeSnapshot, .snapshotTaking),
            ControlCall(
                .post, "/snapshots/{name}/restore", "replace the state by a snapshot's", restoreSnapshot,
                .snapshotRestoring),
            ControlCall(.delete, "/snapshots/{name}", "remove a snapshot", deleteSnapshot, .snapshotRemoval),
        ]
    }

    private var requestCalls: [ControlCall] {
        [
            ControlCall(
                .get, "/requests", takes: .query(Self.listFields), "recorded requests, filtered", requests, .requests),
            ControlCall(
                .get, "/requests.har", takes: .query(Self.archiveFields),
                "recorded requests, filtered, as an HTTP Archive", archive, .archive),
            ControlCall(
                .delete, "/requests", takes: .query(RequestMatch.queryFields),
                "delete recorded requests, filtered; without a filter all", forgetRequests, .forgetting),
            ControlCall(
                .post, "/requests/verify", takes: .body(Self.verifyFields),
                "check how many matching requests were recorded", verifyRequests, .verification),
            ControlCall(
                .post, "/requests/wait", takes: .body(Self.waitFields), "wait until a matching request is recorded",
                waitForRequest, .waiting),
            ControlCall(.get, "/requests/{number}", "one recorded request", request, .request),
            ControlCall(
                .get, "/requests/{number}/curl", "one recorded request as a curl line", curlLine, .curlLine),
        ]
    }

    private var webhookCalls: [ControlCall] {
        [
            ControlCall(
                .get, "/webhooks", takes: .query(Self.webhookFields),
                "post-call webhooks with request and answer, filtered", listWebhooks, .webhooks),
            ControlCall(
                .get, "/webhooks.har", takes: .query(Self.webhookArchiveFields),
                "post-call webhooks that were sent, filtered, as an HTTP Archive", archiveOfWebhooks, .webhookArchive),
            ControlCall(
                .delete, "/webhooks", takes: .query(WebhookFilter.fields),
                "delete webhooks, filtered; without a filter all", removeWebhooks, .webhookRemoval),
            ControlCall(
                .post, "/webhooks/wait", takes: .body(WebhookWait.fields), "wait until a matching webhook is finished",
                waitForWebhook, .webhookWait),
            ControlCall(.get, "/webhooks/{number}", "one post-call webhook", readWebhook, .webhook),
            ControlCall(
                .post, "/webhooks/{number}/redeliver", "send a webhook again", redeliverWebhook, .redelivery),
        ]
    }

    private var faultCalls: [ControlCall] {
        [
            ControlCall(.get, "/faults", "all faults, and how often each has fired", listFaults, .faults),
            ControlCall(
                .post, "/faults", takes: .body(Fault.fields), "add a fault: matching requests fail", addFault, .newFault
            ),
            ControlCall(.delete, "/faults", "remove all faults", removeFaults, .faultRemovals),
            ControlCall(.get, "/faults/{id}", "one fault", fault, .fault),
            ControlCall(.delete, "/faults/{id}", "remove one fault", removeFault, .faultRemoval),
        ]
    }

    /// The router of the control plane's own paths.
    var router: Router {
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        register(in: &router)
        registerPageFiles(in: &router)
        return router
    }

    /// Adds every call, and for each path the response to CORS preflight requests.
    private func register(in router: inout Router) {
        let calls = calls
        for call in calls {
            let gate = AccessGate(policy: options.access, audience: call.audience)
            router.on(call.method, call.fullPath) { [logger] request in
                do throws(ControlRefusal) {
                    if let answer = try gate.admit(request, orAnswer: call.answerToOthers) { return answer }
                    try call.checkInput(request)
                    // A call may read or write a million campaigns. On a worker thread it does not block the loop.
                    let response = try await withTaskExecutorPreference(WorkerThreads.shared) {
                        () async throws(ControlRefusal) in try await call.answer(request)
                    }
                    return gate.marked(response, for: request)
                } catch {
                    if case .storage(let failure) = error, !failure.isCancellation {
                        logger.error(
                            "the store failed in a call of the control plane", metadata: ["cause": "\(failure)"])
                    }
                    return gate.marked(error.response, for: request)
                }
            }
            router.on(.options, call.fullPath) { request in
                gate.preflight(request, methods: calls.filter { $0.path == call.path }.map(\.method))
            }
        }
    }

    private func index(_ request: Request) -> Response {
        Answer.json(.ok, ["calls": .array(calls.map(\.json))], adding: [.vary: HTTPField.Name.accept.rawName])
    }
}

extension StorageFailure {
    /// Whether the store stopped its work because the client disconnected.
    ///
    /// The server then cancels the request's task, and the store reports the cancellation with code 0.
    fileprivate var isCancellation: Bool {
        guard case .other(code: 0, _) = self else { return false }
        return Task.isCancelled
    }
}
