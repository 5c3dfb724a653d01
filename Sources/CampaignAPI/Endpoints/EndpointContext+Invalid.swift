import HTTPServer
import HTTPTypes
import JSON
import Validation

extension EndpointContext {
    /// The 422 for what validation found; `nil` when nothing is wrong.
    ///
    /// - Parameters:
    ///   - warnings: errors as well with `--strict`, behind the others.
    ///   - documented: the `message` that the documentation shows for the endpoint; `nil` for the framework's summary.
    func invalid(_ errors: ValidationErrors, _ warnings: [Warning], documented: String?) -> Response? {
        let refusesWarnings = services.options.strict && !warnings.isEmpty
        guard refusesWarnings || !errors.isEmpty else { return nil }
        var errors = errors
        if refusesWarnings {
            for warning in warnings { errors.add(warning.field, warning.message) }
        }
        var writer = JSONWriter()
        errors.write(to: &writer, message: options.validationMessage.text(documented: documented))
        return Response(status: .unprocessableContent, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }
}
