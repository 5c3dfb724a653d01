import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

// Faults: registering, listing, removing.
extension ControlPlane {
    func listFaults(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, ["faults": .array(faults.all.map(\.json))])
    }

    func addFault(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, Fault.fields)
        // Below 2^32, so that every JSON parser keeps the seed exactly and a client can send it to repeat the run.
        let fault = try Fault(body, randomSeed: .random(in: 0..<(1 << 32)))
        let listed = faults.add(fault, document: body.object)
        journal.publish(
            "fault", ["change": "added", "fault": listed.json], about: Event.Topic(account: fault.match.account))
        return Answer.json(.created, listed.json)
    }

    func fault(_ request: Request) async throws(ControlRefusal) -> Response {
        let id = request.parameters["id"] ?? ""
        guard let listed = faults.fault(id: id) else { throw .notFound("There is no fault \(id).") }
        return Answer.json(.ok, listed.json)
    }

    func removeFaults(_ request: Request) async throws(ControlRefusal) -> Response {
        let count = faults.removeAll()
        journal.publish("fault", ["change": "removed", "count": .integer(Int64(count))])
        return Answer.json(.ok, ["deleted": .integer(Int64(count))])
    }

    func removeFault(_ request: Request) async throws(ControlRefusal) -> Response {
        let id = request.parameters["id"] ?? ""
        let account = faults.fault(id: id)?.progress.fault.match.account
        guard faults.remove(id: id) else { throw .notFound("There is no fault \(id).") }
        journal.publish(
            "fault", ["change": "removed", "id": .string(id)], about: Event.Topic(account: account))
        return Answer.json(.ok, ["deleted": 1])
    }
}

extension FaultRegistry.Listed {
    /// The body that registered the fault, with the fault's id, seed and counts.
    var json: JSONValue {
        var object: JSONObject = [
            "id": .string(id), "matched": .integer(Int64(progress.matched)), "fired": .integer(Int64(progress.fired)),
            "exhausted": .bool(progress.isExhausted),
        ]
        for member in document.members { object[member.name] = member.value }
        object["seed"] = .integer(Int64(clamping: progress.fault.seed))
        return .object(object)
    }
}
