import Forms
import JSON

/// Reads any bytes as a form and as a multipart form.
///
/// The members must keep the limits and have strings as their only values. Members that are written as a form and read
/// again must stay equal.
@c(LLVMFuzzerTestOneInput)
public func fuzzForm(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let forms = [
        try? URLEncodedForm.read(bytes[...]), try? MultipartForm.read(bytes[...], boundary: Array("b".utf8)[...]),
    ]
    for case let form? in forms {
        let members = form.members
        guard members.members.count <= FormFields.most, form.losses.count <= 41 else {
            fatalError("a limit is exceeded")
        }
        for member in members.members {
            guard !member.name.isEmpty, !member.name.utf8.contains(where: " .[\0".utf8.contains) else {
                fatalError("the name has a character that PHP replaces")
            }
            check(member.value, depth: 0)
        }
        checkAgain(members)
    }
    return 0
}

private func check(_ value: JSONValue, depth: Int) {
    guard depth <= FormVariables.mostBrackets else { fatalError("too deep") }
    switch value {
    case .string: break
    case .array(let elements) where !elements.isEmpty: for element in elements { check(element, depth: depth + 1) }
    case .object(let object) where !object.isEmpty:
        for member in object.members { check(member.value, depth: depth + 1) }
    default: fatalError("no form has such a value")
    }
}

private func checkAgain(_ members: JSONObject) {
    var pairs: [String] = []
    for member in members.members { write(member.value, name: escaped(member.name), to: &pairs) }
    // These keys cannot be written between brackets.
    let isExact = !pairs.contains { $0.contains("?") }
    guard isExact, pairs.count <= FormFields.most else { return }
    guard let again = try? URLEncodedForm.read(Array(pairs.joined(separator: "&").utf8)[...]).members, again == members
    else { fatalError("the members differ after they are written and read again") }
}

/// Writes `?` in place of a key that cannot be written between brackets.
private func write(_ value: JSONValue, name: String, to pairs: inout [String]) {
    switch value {
    case .string(let text): pairs.append("\(name)=\(escaped(text))")
    case .array(let elements):
        for (index, element) in elements.enumerated() { write(element, name: "\(name)[\(index)]", to: &pairs) }
    case .object(let object):
        for member in object.members {
            let key = member.name
            let isBlank = key.utf8.count == 1 && key.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
            let isWritable = !isBlank && !key.isEmpty && !key.utf8.contains { $0 == UInt8(ascii: "]") || $0 == 0 }
            write(member.value, name: "\(name)[\(isWritable ? escaped(key) : "?")]", to: &pairs)
        }
    default: break
    }
}

private func escaped(_ text: String) -> String {
    text.utf8.map { "%" + String($0 / 16, radix: 16) + String($0 % 16, radix: 16) }.joined()
}
