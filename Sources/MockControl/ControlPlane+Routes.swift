import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Logging

extension ControlPlane {
    /// Every call of the control plane.
    var calls: [ControlCall] {
        [
            ControlCall(.get, "", "this list", index),
            ControlCall(.get, "/health", "whether the mock serves, and from which database", health),
            ControlCall(.post, "/reset", takes: .body, "everything back to the seed", reset),
            ControlCall(.get, "/state", "the whole state as one document", state),
            ControlCall(.put, "/state", takes: .body, "replace the whole state", replaceState),
            ControlCall(.get, "/accounts", "all accounts", accounts),
            ControlCall(
                .post, "/accounts", takes: .body,
                "make an account; without a body a fresh one with keys of its own", createAccount),
            ControlCall(.get, "/accounts/{name}", "one account", account),
            ControlCall(
                .patch, "/accounts/{name}", takes: .body, "change an account's plan, timezone, keys, ...", changeAccount
            ),
            ControlCall(.delete, "/accounts/{name}", "remove an account and its campaigns", deleteAccount),
            ControlCall(.get, "/campaigns", takes: .query, "campaigns with every stored field", campaigns),
            ControlCall(.get, "/campaigns/{id}", "one campaign", campaign),
            ControlCall(.get, "/requests", takes: .query, "the journal, filtered", requests),
            ControlCall(.delete, "/requests", "forget the journal", forgetRequests),
            ControlCall(
                .post, "/requests/verify", takes: .body, "whether so many matching requests have come", verifyRequests),
            ControlCall(
                .post, "/requests/wait", takes: .body, "answers once a matching request has come", waitForRequest),
            ControlCall(.get, "/requests/{number}", "one request", request),
            ControlCall(.get, "/requests/{number}/curl", "one request as a curl line", curlLine),
            ControlCall(.get, "/faults", "all faults, and how often they have fired", listFaults),
            ControlCall(.post, "/faults", takes: .body, "make matching requests fail", addFault),
            ControlCall(.delete, "/faults", "remove all faults", removeFaults),
            ControlCall(.get, "/faults/{id}", "one fault", fault),
            ControlCall(.delete, "/faults/{id}", "remove one fault", removeFault),
            ControlCall(.get, "/clock", "the mock's time", readClock),
            ControlCall(.put, "/clock", takes: .body, "set, freeze or advance the mock's time", setClock),
            ControlCall(.get, "/events", takes: .query, "server-sent events of all that happens", follow),
        ]
    }

    /// The router of the control plane's own paths.
    var router: Router {
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        register(in: &router)
        return router
    }

    /// Adds every call, and for each path the answer to a browser's preflight.
    private func register(in router: inout Router) {
        let gate = AccessGate(policy: options.access)
        let calls = calls
        for call in calls {
            router.on(call.method, call.fullPath) { [logger] request in
                do throws(ControlRefusal) {
                    try gate.admit(request)
                    try call.checkInput(request)
                    // Some calls read or write a million campaigns; no other request waits for that on its loop.
                    let response = try await withTaskExecutorPreference(globalConcurrentExecutor) {
                        () async throws(ControlRefusal) in try await call.answer(request)
                    }
                    return gate.marked(response, for: request)
                } catch {
                    if case .storage(let failure) = error, !failure.isCancellation {
                        logger.error("the control plane could not reach the store", metadata: ["cause": "\(failure)"])
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
    /// Whether nothing has failed but the client has gone: with its task, what it asked the store for ends.
    fileprivate var isCancellation: Bool {
        guard case .other(code: 0, _) = self else { return false }
        return Task.isCancelled
    }
}
