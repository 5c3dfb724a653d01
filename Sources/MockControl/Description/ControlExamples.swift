import JSON
import OpenAPI

/// Examples of the calls' bodies, as a mock answered them.
///
/// The tests of the control plane's document send them again, and compare the answers with the embedded file. They also
/// write the file.
struct ControlExamples {
    /// In place of an `operationId`, for the refusals that every call has.
    static let everyCall = "*"

    private let all: [JSONValue]

    init() {
        // A test reads the file, so it is never malformed here.
        let text = PackageResources.control_examples_json
        all = (try? JSONReader.read(text.span))?.array ?? []
    }

    /// The bodies of requests that succeed.
    func requests(of operationID: String) -> [Example] {
        examples(of: operationID) { example in
            (example["status"]?.integer ?? 0) < 300 ? example["request"] : nil
        }
    }

    func answers(_ status: Int, _ mediaType: String, of operationID: String) -> [Example] {
        examples(of: operationID) { example in
            guard example["status"]?.integer == Int64(status) else { return nil }
            return (example["type"]?.string ?? "application/json") == mediaType ? example["response"] : nil
        }
    }

    private func examples(of operationID: String, _ part: (JSONValue) -> JSONValue?) -> [Example] {
        all.filter { $0["operation"]?.string == operationID }.compactMap { example in
            guard let name = example["name"]?.string, let value = part(example) else { return nil }
            return Example(name, value)
        }
    }
}
