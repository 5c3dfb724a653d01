import CampaignStore
import JSON

extension LeadVariables {
    /// - Parameter value: cleaned; `nil` or a value that is neither an array nor an object means no variables.
    init(_ value: JSONValue?) {
        // No variables are by far the most common, and share one text.
        if let text = value.flatMap(PHPArray.text(of:)) { self.init(text: text) } else { self = .none }
    }

    /// Returns the variables with those of `changes` replaced or added (life.md, §3).
    func replacing(with changes: PHPArray) -> LeadVariables {
        // A stored text is JSON, unless another program has written it.
        guard let value = try? JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth),
            var array = PHPArray(value)
        else { return LeadVariables(text: changes.text) }
        array.replace(with: changes)
        return LeadVariables(text: array.text)
    }
}
