import CampaignAPI
import HTTPTypes
import HTTPWire
import JSON
import Validation

extension Fault {
    static let fields: [Field] =
        RequestMatch.arrivalFields + [
            Field("times", .nullable, .integer, .min(1)),
            Field("probability", .nullable, .number, .between(0, 1)),
            Field("seed", .nullable, .integer, .min(0)),
            Field("after", .nullable, .integer, .min(0)),
            Field("effect", .required),
            Field("effect.name", .nullable, .oneOf(ReadyAnswer.allCases.map(\.rawValue))),
            Field("effect.status", .nullable, .integer, .between(200, 599)),
            Field("effect.headers", .nullable, .object),
            Field("effect.body"),
            Field("effect.delay_ms", .nullable),
            Field("effect.delay_ms.min_ms", .nullable, .integer, .between(0, Int64(FaultEffect.Delay.longest))),
            Field("effect.delay_ms.max_ms", .nullable, .integer, .between(0, Int64(FaultEffect.Delay.longest))),
            Field("effect.delay_ms.median_ms", .nullable, .integer, .between(0, Int64(FaultEffect.Delay.longest))),
            Field("effect.delay_ms.p99_ms", .nullable, .integer, .between(0, Int64(FaultEffect.Delay.longest))),
            Field("effect.transport", .nullable, .oneOf(FaultEffect.Transport.names)),
            Field("effect.after_bytes", .nullable, .integer, .between(0, Int64(Int32.max))),
            Field("effect.bytes_per_second", .nullable, .integer, .between(1, Int64(Int32.max))),
            Field("effect.after_handling", .nullable, .boolean),
        ]

    /// - Parameter randomSeed: the seed of a fault whose body has none.
    init(_ body: ControlBody, randomSeed: UInt64) throws(ControlRefusal) {
        if let name = body.report.string("effect") {
            guard let effect = FaultEffect(named: name) else {
                let names = FaultEffect.names.joined(separator: ", ")
                throw .invalid("effect", "The selected effect is invalid. It must be an object or one of: \(names).")
            }
            self.effect = effect
        } else {
            effect = try FaultEffect(body)
        }
        match = try RequestMatch(body)
        for case .method(let method) in match.criteria { try Self.checkThatFaultsApply(to: method) }
        times = body.count("times")
        // The rule for numbers accepts a numeric string as well.
        probability = body.report["probability"].flatMap { $0.double ?? $0.string.flatMap { Double($0) } }
        guard probability != 0 else {
            throw .invalid("probability", "The probability field must be greater than 0: at 0 the fault never fires.")
        }
        seed = body.report.integer("seed").map { UInt64(bitPattern: $0) } ?? randomSeed
        after = body.count("after") ?? Self.usualAfter
    }

    private static func checkThatFaultsApply(to method: String) throws(ControlRefusal) {
        let method = HTTPRequest.Method(rawValue: method)
        guard let method, method.isRegistered, method != .connect, method != .options else {
            throw .invalid(
                "match.method",
                "The match.method field must be a method such as POST: no fault applies to \(method?.rawValue ?? "it")."
            )
        }
    }
}
