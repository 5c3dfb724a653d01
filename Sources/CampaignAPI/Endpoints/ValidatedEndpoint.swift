import JSON
import Validation

/// An endpoint whose fields are the same for all accounts.
///
/// It answers invalid input and adds the warnings to every response, so the endpoint itself sees valid input only.
protocol ValidatedEndpoint: Endpoint {
    var validator: Validator { get }

    /// The endpoint's own warnings; those of all endpoints where it has none.
    func warnings(in report: Report, of context: EndpointContext) -> [Warning]

    /// Returns the response to valid input, without warnings.
    ///
    /// - Parameter report: a report without errors.
    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome
}

extension ValidatedEndpoint {
    var fields: [Field] { validator.fields }

    func warnings(in report: Report, of context: EndpointContext) -> [Warning] { context.warnings(in: report) }

    var invalidInput: InvalidInput {
        // The fields of a list are optional, so only a wrong value makes its input invalid.
        for example: JSONObject in [[:], ["per_page": 0], ["type": "x"]] {
            let errors = validator.validate(example).errors
            if !errors.isEmpty { return InvalidInput(errors) }
        }
        return .missingName
    }

    func outcome(of context: EndpointContext) -> EndpointOutcome {
        let report = validator.validate(context.input.members)
        let warnings = warnings(in: report, of: context)
        if let invalid = context.invalid(report.errors, warnings, documented: nil) {
            return .answered(EndpointAnswer(invalid), warnings: warnings)
        }
        let outcome = outcome(of: context, report)
        return warnings.isEmpty ? outcome : outcome.reporting(warnings)
    }
}

extension EndpointOutcome {
    /// Returns the outcome with these warnings and no others.
    func reporting(_ warnings: [Warning]) -> EndpointOutcome {
        switch self {
        case .answered(let answer, _): .answered(answer, warnings: warnings)
        case .writing(let decision, _): .writing(decision, warnings: warnings)
        case .reading(let read, _): .reading(read, warnings: warnings)
        }
    }
}
