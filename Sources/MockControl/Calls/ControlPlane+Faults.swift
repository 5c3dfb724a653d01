import CampaignAPI
import HTTPServer
import HTTPTypes
package import JSON
import Validation

// Faults: registering, listing, removing.
extension ControlPlane {
    func listFaults(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, ["faults": .array(faults.all.map(\.json))])
    }

    func addFault(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        Answer.json(.created, try addFault(try ControlBody(request, fields)).json)
    }

    /// Adds a fault.
    ///
    /// - Parameter document: the body of `POST /_mock/faults`. Its objects have no two members of one name.
    package func addFault(_ document: JSONObject) throws(ControlRefusal) -> FaultRegistry.Listed {
        try addFault(try ControlBody(document, Fault.fields))
    }

    private func addFault(_ body: ControlBody) throws(ControlRefusal) -> FaultRegistry.Listed {
        // Below 2^32, so that every JSON parser keeps the seed exactly and a client can send it to repeat the run.
        let fault = try Fault(body, randomSeed: .random(in: 0..<(1 << 32)))
        let listed = faults.add(fault, document: body.object)
        journal.publish(
            "fault", ["change": "added", "fault": listed.json], about: Event.Topic(account: fault.match.account))
        return listed
    }

    func fault(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try fault(id: request.parameters["id"] ?? "").json)
    }

    /// Every registered fault in the order of registration, exhausted faults included.
    package var faultList: [FaultRegistry.Listed] { faults.all }

    /// - Throws: ``ControlRefusal/notFound(_:)``.
    package func fault(id: String) throws(ControlRefusal) -> FaultRegistry.Listed {
        guard let listed = faults.fault(id: id) else { throw .notFound("There is no fault \(id).") }
        return listed
    }

    func removeFaults(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, ["deleted": .integer(Int64(removeAllFaults()))])
    }

    /// - Returns: the number of faults removed.
    package func removeAllFaults() -> Int {
        let count = faults.removeAll()
        journal.publish("fault", ["change": "removed", "count": .integer(Int64(count))])
        return count
    }

    /// Removes the faults that match only requests of one account.
    package func removeFaults(ofAccount name: String) {
        let count = faults.removeAll(ofAccounts: [name])
        journal.publish(
            "fault", ["change": "removed", "count": .integer(Int64(count))], about: Event.Topic(account: name))
    }

    func removeFault(_ request: Request) async throws(ControlRefusal) -> Response {
        try removeFault(id: request.parameters["id"] ?? "")
        return Answer.json(.ok, ["deleted": 1])
    }

    /// - Throws: ``ControlRefusal/notFound(_:)``.
    package func removeFault(id: String) throws(ControlRefusal) {
        let account = faults.fault(id: id)?.progress.fault.match.account
        guard faults.remove(id: id) else { throw .notFound("There is no fault \(id).") }
        journal.publish(
            "fault", ["change": "removed", "id": .string(id)], about: Event.Topic(account: account))
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
