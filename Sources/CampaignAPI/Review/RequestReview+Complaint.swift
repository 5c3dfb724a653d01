import JSON
import Validation

extension RequestReview {
    /// The first error that the rules find, by its member's name; `nil` without errors.
    package var firstError: String? { report.errors.entries.first?.name }

    /// How many errors the rules find.
    package var errorCount: Int { report.errors.count }

    /// What is wrong with a member, in plain words such as `max_retries is above 5`; `nil` when no rule refuses it.
    ///
    /// - Parameter path: the member's name, or the path of an element such as `allowed_days.2`.
    package func complaint(about path: String) -> String? {
        if let field = fields.first(where: { $0.name == path }) {
            return field.complaint(about: self[path]).map { "\(path) \($0)" }
        }
        for field in fields where path.hasPrefix("\(field.name).") {
            let names = path.dropFirst(field.name.count + 1).split(separator: ".", maxSplits: 1).map(String.init)
            guard let name = names.first, let list = self[field.name] else { return nil }
            let element = list[name] ?? Int(name).flatMap { list[$0] }
            let words: String? =
                if names.count > 1 {
                    field.elementMembers.first { $0.name == names[1] }?.complaint(about: element?[names[1]])
                } else { element.flatMap { field.elementComplaint(about: $0) } }
            return words.map { "\(path) \($0)" }
        }
        return self[path] == nil ? nil : "\(path) is unknown"
    }
}
