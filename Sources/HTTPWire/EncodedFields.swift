package import HTTPTypes

/// Fields that many responses share. Their lines are encoded once and then copied into each response.
///
/// A class, so that a response holds one reference to both forms.
package final class EncodedFields: Sendable {
    package let fields: HTTPFields
    let names: [HTTPField.Name]
    let lines: [UInt8]

    package init(_ fields: HTTPFields) {
        self.fields = fields
        names = fields.map(\.name)
        var lines: [UInt8] = []
        ResponseEncoder.append(fields, to: &lines)
        self.lines = lines
    }
}
