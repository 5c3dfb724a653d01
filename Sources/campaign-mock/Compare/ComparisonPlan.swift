/// Which requests are sent, and why the others are not.
struct ComparisonPlan: Sendable {
    /// A reason for which requests are left out.
    enum Reason: Sendable, Equatable {
        /// No flag has given what they need.
        case lacks(flags: [String])
        /// They write, and the user has not agreed.
        case writes

        var text: String {
            switch self {
            case .lacks(let flags): "need \(flags.joined(separator: " and "))"
            case .writes: "write at the real endpoint"
            }
        }
    }

    private(set) var sent: [ComparedRequest]
    private(set) var leftOut: [(request: ComparedRequest, reason: Reason)] = []

    /// - Parameters:
    ///   - patterns: names, in which `*` stands for any text; empty for all.
    ///   - ids: what the real account has.
    init(_ patterns: [String], ids: AccountIDs) {
        sent = []
        for request in ComparedRequest.all where Self.matches(request, patterns) {
            let missing = ComparedRequest.Need.allCases.filter { request.needs.contains($0) && !ids.has($0) }
            if missing.isEmpty {
                sent.append(request)
            } else {
                leftOut.append((request, .lacks(flags: missing.map(\.flag))))
            }
        }
    }

    /// The requests that write, with those that must go before a request that is sent.
    var writes: [ComparedRequest] {
        let chosen = sent.filter { $0.kind == .write }
        let names = Set(chosen.flatMap { $0.fixture.precedents } + chosen.map(\.name))
        return ComparedRequest.all.filter { names.contains($0.name) }
    }

    mutating func leaveOutWrites() {
        leftOut += sent.filter { $0.kind == .write }.map { ($0, .writes) }
        sent.removeAll { $0.kind == .write }
    }

    static func matches(_ name: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == pattern }
        guard name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    private static func matches(_ request: ComparedRequest, _ patterns: [String]) -> Bool {
        patterns.isEmpty || patterns.contains { matches(request.name, $0) }
    }
}
