import HTTPServer
import HTTPTypes
import JSON
import Validation

extension EndpointContext {
    /// Returns the 422 for the errors of validation; `nil` if there are none.
    ///
    /// - Parameters:
    ///   - warnings: with `--strict`, they are added after the errors.
    ///   - documented: the `message` in the documentation of the endpoint; `nil` if the documentation shows none.
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
