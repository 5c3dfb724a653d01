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
        [
            ControlCall(.get, "", "this list", index),
            ControlCall(.get, "/health", "status, version, uptime and database of the mock", health),
            ControlCall(
                .get, "/docs", for: .browsers, "a page that describes all calls, and sends them on a click", docs),
            ControlCall(
                .get, "/openapi.json", for: .anyOrigin, "the platform's API as an OpenAPI document",
                serving { [options] baseURL in
                    CampaignRoutes.document(
                        options: options.api, version: options.version,
                        server: baseURL + CampaignRoutes.optionalPrefix
                    ).encoded()
                }),
            ControlCall(.post, "/reset", takes: .body, "reset everything to the seed", answerReset),
            ControlCall(.get, "/state", "the whole state as one document", state),
            ControlCall(.put, "/state", takes: .body, "replace the whole state", replaceState),
            ControlCall(.get, "/accounts", "all accounts", accounts),
            ControlCall(
                .post, "/accounts", takes: .body,
                "create an account; without a body, one with a random name and key", createAccount),
            ControlCall(.get, "/accounts/{name}", "one account", account),
            ControlCall(
                .patch, "/accounts/{name}", takes: .body, "change an account's plan, timezone, keys, ...", changeAccount
            ),
            ControlCall(.delete, "/accounts/{name}", "remove an account and its campaigns", deleteAccount),
            ControlCall(
                .post, "/accounts/{name}/reset",
                "reset an account: its campaigns, leads, faults, requests, clock, rate and definition", resetAccount),
            ControlCall(.get, "/accounts/{name}/clock", "the time of an account", readAccountClock),
            ControlCall(
                .put, "/accounts/{name}/clock", takes: .body,
                "give an account a clock of its own: set, freeze or advance it", setAccountClock),
            ControlCall(
                .delete, "/accounts/{name}/clock", "let an account follow the mock's clock again", removeAccountClock),
            ControlCall(.get, "/campaigns", takes: .query, "campaigns with every stored field", campaigns),
            ControlCall(.get, "/campaigns/{id}", "one campaign", campaign),
            ControlCall(
                .get, "/leads", takes: .query, "leads and secondary contacts with every stored field", leads),
            ControlCall(.get, "/leads/{id}", "one lead or secondary contact", lead),
            ControlCall(.get, "/snapshots", "all named snapshots of the state", listSnapshots),
            ControlCall(.put, "/snapshots/{name}", "keep the state under a name", takeSnapshot),
            ControlCall(.post, "/snapshots/{name}/restore", "replace the state by a snapshot's", restoreSnapshot),
            ControlCall(.delete, "/snapshots/{name}", "remove a snapshot", deleteSnapshot),
            ControlCall(.get, "/requests", takes: .query, "recorded requests, filtered", requests),
            ControlCall(
                .delete, "/requests", takes: .query, "delete recorded requests, filtered; without a filter all",
                forgetRequests),
            ControlCall(
                .post, "/requests/verify", takes: .body, "check how many matching requests were recorded",
                verifyRequests),
            ControlCall(
                .post, "/requests/wait", takes: .body, "wait until a matching request is recorded", waitForRequest),
            ControlCall(.get, "/requests/{number}", "one recorded request", request),
            ControlCall(.get, "/requests/{number}/curl", "one recorded request as a curl line", curlLine),
            ControlCall(.get, "/faults", "all faults, and how often each has fired", listFaults),
            ControlCall(.post, "/faults", takes: .body, "add a fault: matching requests fail", addFault),
            ControlCall(.delete, "/faults", "remove all faults", removeFaults),
            ControlCall(.get, "/faults/{id}", "one fault", fault),
            ControlCall(.delete, "/faults/{id}", "remove one fault", removeFault),
            ControlCall(.get, "/clock", "the mock's time", readClock),
            ControlCall(.put, "/clock", takes: .body, "set, freeze or advance the mock's time", setClock),
            ControlCall(
                .get, "/events", takes: .query,
                "stream of server-sent events, filtered: requests, campaigns, faults, ...",
                follow),
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
                    try gate.admit(request)
                    try call.checkInput(request)
                    // A call may read or write a million campaigns. On the global executor it does not block the loop.
                    let response = try await withTaskExecutorPreference(globalConcurrentExecutor) {
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
        Answer.json(.ok, ["calls": .array(calls.map(\.json))])
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
