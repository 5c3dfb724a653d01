import HTTPServer
import HTTPTypes
package import JSON
import Base
import Synchronization

/// The registered faults. Every API request is compared with them.
package final class FaultRegistry: Sendable {
    /// The decision that a fault fires for one request.
    struct Firing: Sendable {
        let id: String
        let delay: Duration
        let effect: FaultEffect
    }

    /// A registered fault.
    package struct Listed: Sendable {
        package let id: String
        /// The body that registered the fault.
        package let document: JSONObject
        fileprivate(set) var progress: FaultProgress

        /// How many requests matched while the fault could fire.
        package var matched: Int { progress.matched }
        package var fired: Int { progress.fired }
        package var isExhausted: Bool { progress.isExhausted }
        /// The seed of its random decisions.
        package var seed: UInt64 { progress.fault.seed }
        package var match: RequestMatch { progress.fault.match }
    }

    private struct State {
        var faults: [Listed] = []
        /// The faults that can still fire, by their index in `faults`, with their matches.
        var armed: [(index: Int, match: RequestMatch)] = []
        var nextNumber = 1
        var fired = 0
    }

    private static let prefix = "fault-"

    /// Whether a text can be the id of a registered fault.
    static func isID(_ text: String) -> Bool {
        guard text.hasPrefix(prefix), let number = Int(text.dropFirst(prefix.count)) else { return false }
        return number > 0 && text == prefix + "\(number)"
    }

    private let state = Locked(State())
    /// Whether `armed` has elements. Atomic, so that a request takes no lock while no fault can fire.
    private let hasArmed = Atomic(false)

    /// Whether any fault can still fire.
    var isArmed: Bool { hasArmed.load(ordering: .acquiring) }

    @discardableResult
    func add(_ fault: Fault, document: JSONObject = [:]) -> Listed {
        state.withLock { state in
            let listed = Listed(
                id: Self.prefix + "\(state.nextNumber)", document: document, progress: FaultProgress(fault))
            state.nextNumber += 1
            state.faults.append(listed)
            rearm(&state)
            return listed
        }
    }

    /// The first registered fault that matches the request and fires.
    ///
    /// The faults registered after it do not count the request.
    ///
    /// - Parameter accounts: takes a snapshot of the accounts, and returns a function that finds the name of the
    ///   account whose key a request carries. It is called before this registry's lock is taken: a reset takes that
    ///   lock while it holds the store's, so the opposite order could deadlock.
    func decide(about request: Request, accounts: () -> (Request) -> String?) -> Firing? {
        let (method, path) = (request.method.rawValue, request.path)
        guard state.withLock({ $0.armed.contains { $0.match.admits(method: method, path: path) } }) else { return nil }
        let account = accounts()
        return state.withLock { state in
            var subject = MatchSubject(request, account: account)
            for (index, match) in state.armed where match.holds(for: &subject) {
                guard let delay = state.faults[index].progress.decide() else { continue }
                state.fired += 1
                rearm(&state)
                let fault = state.faults[index]
                return Firing(id: fault.id, delay: delay, effect: fault.progress.fault.effect)
            }
            return nil
        }
    }

    /// Every registered fault in the order of registration, exhausted faults included.
    var all: [Listed] { state.withLock { $0.faults } }

    /// How often faults have fired since the start, those that were removed too.
    var firedCount: Int { state.withLock { $0.fired } }

    func fault(id: String) -> Listed? { all.first { $0.id == id } }

    /// - Returns: whether a fault had this id.
    func remove(id: String) -> Bool {
        state.withLock { state in
            let count = state.faults.count
            state.faults.removeAll { $0.id == id }
            rearm(&state)
            return state.faults.count < count
        }
    }

    /// Removes the faults that match only requests of one of the accounts.
    ///
    /// - Returns: the number of faults removed.
    @discardableResult
    func removeAll(ofAccounts names: Set<String>) -> Int {
        state.withLock { state in
            let count = state.faults.count
            state.faults.removeAll { fault in
                fault.progress.fault.match.account.map(names.contains) == true
            }
            if state.faults.count < count { rearm(&state) }
            return count - state.faults.count
        }
    }

    /// - Parameter restartingNumbers: whether the next fault gets the id `fault-1` again.
    /// - Returns: the number of faults removed.
    @discardableResult
    func removeAll(restartingNumbers: Bool = false) -> Int {
        state.withLock { state in
            let count = state.faults.count
            state.faults = []
            if restartingNumbers { state.nextNumber = 1 }
            rearm(&state)
            return count
        }
    }

    private func rearm(_ state: inout State) {
        state.armed = state.faults.indices.compactMap { index in
            let progress = state.faults[index].progress
            return progress.isExhausted ? nil : (index, progress.fault.match)
        }
        hasArmed.store(!state.armed.isEmpty, ordering: .releasing)
    }
}
