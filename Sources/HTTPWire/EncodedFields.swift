package import HTTPTypes

/// Fields of many answers: their lines are written once and then copied as they stand.
///
/// A class, so that an answer holds one reference to both forms.
package final class EncodedFields: Sendable {
    package let fields: HTTPFields
    let lines: [UInt8]

    package init(_ fields: HTTPFields) {
        self.fields = fields
        var lines: [UInt8] = []
        ResponseEncoder.append(fields, to: &lines)
        self.lines = lines
    }
}
