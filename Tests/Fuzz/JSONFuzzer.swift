import JSON
import Validation

/// A validator with every kind of rule, so that the fuzzer runs each rule on any value.
private let validator = Validator([
    Field("name", .required, .string, .max(characters: 255)),
    Field("assistant_id", .required, .integer),
    Field("timezone", .nullable, .timezone),
    Field("max_calls_in_parallel", .nullable, .integer, .min(1), .max(10)),
    Field("allowed_hours_start_time", .nullable, .time),
    Field("allowed_days", .nullable, .array, each: [.string, .oneOf(["monday", "tuesday"])]),
    Field("max_retries", .nullable, .number, .between(1, 5)),
    Field("retry_on_voicemail", .nullable, .boolean),
    Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: [1, 2, 3])]),
    Field("settings", .nullable, .object),
])

/// Reads any bytes as JSON.
///
/// A value that is written and read again must stay equal. Cleaning a value twice must give the same as once. A
/// validation report must be valid exactly when it has no errors.
@c(LLVMFuzzerTestOneInput)
public func fuzzJSON(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let value: JSONValue
    do {
        value = try JSONReader.read(bytes.span)
    } catch {
        guard (0...count).contains(error.offset), !error.message.isEmpty else {
            fatalError("the error has no message, or its offset is outside the text")
        }
        return 0
    }
    if isFinite(value) {
        guard let again = try? JSONReader.read(value.encoded().span), again == value else {
            fatalError("the value differs after it is written and read again")
        }
    }
    let cleaned = Cleaning.clean(value)
    guard isFinite(value) == false || Cleaning.clean(cleaned) == cleaned else {
        fatalError("cleaning twice differs from once")
    }
    if let object = cleaned.object {
        let report = validator.validate(object)
        guard report.isValid == report.errors.isEmpty else { fatalError("the report and its errors disagree") }
        _ = report.errors.body()
    }
    return 0
}

/// Whether every number in the value is finite. Other numbers are written as null.
private func isFinite(_ value: JSONValue) -> Bool {
    switch value {
    case .double(let number): number.isFinite
    case .array(let elements): elements.allSatisfy(isFinite)
    case .object(let object): object.members.allSatisfy { isFinite($0.value) }
    default: true
    }
}
