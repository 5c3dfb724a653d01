import JSON

/// The declared names as a tree of members: `match.account` is under `match`.
struct FieldTree: Sendable {
    private struct Branch: Sendable {
        let name: String
        /// The index of the field of exactly this path, if one is declared.
        var field: Int?
        var members: FieldTree
    }

    /// The part of a path before the members' names: empty, or `match.`.
    private let prefix: String
    private var branches: [Branch] = []
    /// The indices of the branches that have members of their own.
    private var forks: [Int] = []

    init(_ paths: [String]) {
        prefix = ""
        for (index, path) in paths.enumerated() {
            let names = path.utf8.contains(UInt8(ascii: ".")) ? path.split(separator: ".").map(String.init) : [path]
            insert(names[...], field: index)
        }
    }

    private init(prefix: String) {
        self.prefix = prefix
    }

    var names: [String] { branches.map(\.name) }

    private mutating func insert(_ path: ArraySlice<String>, field: Int) {
        guard let name = path.first else { return }
        let index: Int
        if let known = self.index(of: name, expected: 0) {
            index = known
        } else {
            index = branches.count
            branches.append(Branch(name: name, field: nil, members: FieldTree(prefix: "\(prefix)\(name).")))
        }
        let rest = path.dropFirst()
        if rest.isEmpty {
            branches[index].field = field
        } else {
            branches[index].members.insert(rest, field: field)
            if !forks.contains(index) { forks.append(index) }
        }
    }

    /// Finds the place of each declared member; of a repeated member the last counts.
    ///
    /// - Parameters:
    ///   - range: the object's own members, as indices of `members`.
    ///   - members: the body's members; the members of inner objects are appended.
    ///   - places: for each field the index of its member; `nil` where there is none.
    ///   - unknown: receives the paths of members that are not declared.
    func find(
        in range: Range<Int>, of members: inout [JSONObject.Member], places: inout [Int?], unknown: inout [String]
    ) {
        var expected = 0
        for place in range {
            guard let index = index(of: members[place].name, expected: expected) else {
                unknown.append(prefix + members[place].name)
                continue
            }
            if let field = branches[index].field { places[field] = place }
            expected = index + 1
        }
        for index in forks {
            guard let place = range.last(where: { members[$0].name.hasSameScalars(as: branches[index].name) }),
                case .object(let object) = members[place].value
            else { continue }
            let start = members.count
            members += object.members
            branches[index].members.find(in: start..<members.count, of: &members, places: &places, unknown: &unknown)
        }
    }

    /// Finds a name, first at the place where it is when the body has the declared order.
    private func index(of name: String, expected: Int) -> Int? {
        if expected < branches.count, branches[expected].name.hasSameScalars(as: name) { return expected }
        return branches.firstIndex { $0.name.hasSameScalars(as: name) }
    }
}
