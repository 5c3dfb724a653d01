import Base
package import JSON

/// The variables of a form or a query, as PHP's `parse_str` makes them from names and values.
///
/// A name such as `days[]` or `hours[start]` makes an array. The rules are those of `php_register_variable_ex` of PHP 8.3
/// (<https://github.com/php/php-src/blob/PHP-8.3/main/php_variables.c>).
package struct FormVariables {
    /// The most brackets of a name: PHP's `max_input_nesting_level`. A name with more removes its whole variable.
    package static let mostBrackets = 64

    private let variables = FormArray()

    /// The members that the variables are for the rules: an array with the keys 0, 1, 2 and so on is a JSON array, any
    /// other array is an object.
    package var members: JSONObject { variables.members }

    package init() {}

    /// Sets a variable, or an element of one.
    ///
    /// - Parameters:
    ///   - name: decoded, in UTF-8. It ends at the first NUL, as in C.
    ///   - value: replaces an earlier value of the same name.
    /// - Returns: the name of the variable that was removed because of too many brackets; otherwise `nil`.
    package func set(_ name: ArraySlice<UInt8>, to value: String) -> String? {
        let name = name.prefix { $0 != 0 }.drop { $0 == .space }
        let bracket = name.firstIndex(of: .openingBracket)
        let base = Self.withoutDotsAndSpaces(name[..<(bracket ?? name.endIndex)])
        guard !base.isEmpty, !Self.isForbidden(base[...], in: name) else { return nil }
        guard let bracket else {
            variables.set(FormArray.Key(base[...]), to: value)
            return nil
        }
        return setElement(of: base, name, from: bracket, to: value)
    }

    /// - Parameter bracket: the index of the first bracket in the name.
    private func setElement(
        of base: [UInt8], _ name: ArraySlice<UInt8>, from bracket: Int, to value: String
    ) -> String? {
        var array = variables
        // Without a key, the value gets the next index.
        var key: FormArray.Key? = FormArray.Key(base[...])
        var rest = name[bracket...]
        for depth in 1...Self.mostBrackets {
            rest.removeFirst()
            guard let inner = Self.key(in: rest) else {
                // There is no closing bracket. Only the first bracket is then a part of the variable's name.
                let isFirst = depth == 1
                array.set(isFirst ? FormArray.Key(Self.joined(base, rest)[...]) : key, to: value)
                return nil
            }
            guard let next = array.array(at: key) else { return nil }
            array = next
            if let text = inner.key, Self.isForbidden(text, in: name) { return nil }
            key = inner.key.map(FormArray.Key.init)
            rest = inner.rest
            guard rest.first == .openingBracket else {
                array.set(key, to: value)
                return nil
            }
        }
        variables.remove(FormArray.Key(base[...]))
        return String(decoding: base, as: UTF8.self)
    }

    /// Reads the key after an opening bracket.
    ///
    /// - Returns: the key, `nil` in `[]` and `[ ]`, and the text after the closing bracket; `nil` without that bracket.
    private static func key(in text: ArraySlice<UInt8>) -> (key: ArraySlice<UInt8>?, rest: ArraySlice<UInt8>)? {
        let afterBlank = text.first?.isBlank == true ? text.dropFirst() : text
        guard let end = afterBlank.firstIndex(of: .closingBracket) else { return nil }
        let rest = text[(end + 1)...]
        return end == afterBlank.startIndex ? (nil, rest) : (text[..<end], rest)
    }

    /// The name of a variable whose first bracket is not closed.
    private static func joined(_ base: [UInt8], _ rest: ArraySlice<UInt8>) -> [UInt8] {
        base + [.underscore] + withoutDotsAndSpaces(rest).map { $0 == .openingBracket ? .underscore : $0 }
    }

    /// Whether a key begins like a cookie that only a server may set (RFC 6265bis) and the name as sent does not.
    private static func isForbidden(_ key: ArraySlice<UInt8>, in name: ArraySlice<UInt8>) -> Bool {
        ["__Host-", "__Secure-"].contains { key.starts(with: $0.utf8) && !name.starts(with: $0.utf8) }
    }

    private static func withoutDotsAndSpaces(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.map { $0 == .space || $0 == .dot ? .underscore : $0 }
    }
}

extension UInt8 {
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let underscore = UInt8(ascii: "_")
    fileprivate static let openingBracket = UInt8(ascii: "[")
    fileprivate static let closingBracket = UInt8(ascii: "]")
}
