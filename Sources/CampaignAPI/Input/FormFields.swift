import Base
import HTTPWire
import JSON

/// The fields of a form or a query while they are read, and what PHP would lose of them silently.
struct FormFields {
    /// The most fields of a form: PHP's `max_input_vars`.
    static let most = 1_000
    /// The most warnings of one kind.
    private static let mostWarnings = 20

    /// A name or a value that is not UTF-8.
    struct NotUTF8: Error {
        let name: String
    }

    private let variables = FormVariables()
    private var count = 0
    private var fileCount = 0
    private var tooDeepCount = 0
    private(set) var warnings: [Warning] = []

    var members: JSONObject { variables.members }

    /// Adds a field.
    ///
    /// - Returns: whether there may be further fields.
    mutating func add(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws(NotUTF8) -> Bool {
        guard count < Self.most else {
            warn(
                String(lenient: name),
                "was lost, and so was every field after it: a form has \(Self.most) fields at most.")
            return false
        }
        count += 1
        guard String(validating: name, as: UTF8.self) != nil, let text = String(validating: value, as: UTF8.self) else {
            throw NotUTF8(name: String(lenient: name))
        }
        if let lost = variables.set(name, to: text) {
            tooDeepCount += 1
            if tooDeepCount <= Self.mostWarnings {
                warn(lost, "was lost: its name has more than \(FormVariables.mostBrackets) brackets.")
            }
        }
        return true
    }

    /// Notes a file, which is no field.
    mutating func addFile(_ name: ArraySlice<UInt8>) {
        fileCount += 1
        if fileCount <= Self.mostWarnings { warn(String(lenient: name), "was ignored: it is a file.") }
    }

    private mutating func warn(_ name: String, _ predicate: String) {
        warnings.append(Warning(field: name, message: "The \(name) field \(predicate)"))
    }
}
