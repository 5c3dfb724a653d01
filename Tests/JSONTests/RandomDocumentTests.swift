import Base
import JSON
import TestSupport
import Testing

@Suite("Random documents") struct RandomDocumentTests {
    @Test("come back as they were written", arguments: seeds)
    func roundTrip(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let value = RandomDocument.value(depth: 5, using: &generator)
            #expect(try read(value.encoded()) == value)
        }
    }

    @Test("mean the same however they are escaped and spaced", arguments: seeds)
    func spelling(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let value = RandomDocument.value(depth: 4, using: &generator)
            #expect(try read(RandomDocument.spelling(of: value, using: &generator)) == value)
        }
    }

    @Test("that are damaged never get past the reader wrongly", arguments: seeds)
    func damaged(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var bytes = Array(
                RandomDocument.spelling(of: RandomDocument.value(depth: 3, using: &generator), using: &generator).utf8)
            for _ in 0...Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[index] = .random(in: .min ... .max, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
                }
            }
            do {
                let value = try read(bytes)
                #expect(try read(value.encoded()).encoded() == value.encoded())
                #expect(String(validating: bytes, as: UTF8.self) != nil)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }

    @Test("doubles and integers of any bits come back", arguments: seeds)
    func numbers(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<5000 {
            let bits = UInt64.random(in: .min ... .max, using: &generator)
            let integer = JSONValue.integer(Int64(bitPattern: bits) >> Int64(bits % 64))
            #expect(try read(integer.encoded()) == integer)
            let double = Double(bitPattern: bits)
            guard double.isFinite else { continue }
            #expect(try read(JSONValue.double(double).encoded()) == .double(double))
        }
    }
}

/// Makes documents up.
enum RandomDocument {
    static func value(depth: Int, using generator: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 8 : 5), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2:
            .integer(Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0...63, using: &generator))
        case 3: .double(.random(in: -1e6...1e6, using: &generator))
        case 4, 5: .string(string(using: &generator))
        case 6, 7:
            .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth - 1, using: &generator) })
        default:
            .object(
                JSONObject(
                    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                        .init(name: string(using: &generator), value: value(depth: depth - 1, using: &generator))
                    }))
        }
    }

    static func string(using generator: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
            let highest: UInt32 =
                [0x20, 0x80, 0x80, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &generator) ?? 0x80
            if let scalar = UnicodeScalar(UInt32.random(in: 0..<highest, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }

    /// One of the many texts that mean the value.
    static func spelling(of value: JSONValue, using generator: inout SplitMix64) -> String {
        let text =
            switch value {
            case .string(let text): quoted(text, using: &generator)
            case .array(let elements):
                "[\(space(using: &generator))"
                    + elements.map { spelling(of: $0, using: &generator) }.joined(separator: ",") + "]"
            case .object(let object):
                "{\(space(using: &generator))"
                    + object.members.map { member in
                        quoted(member.name, using: &generator) + space(using: &generator) + ":"
                            + spelling(of: member.value, using: &generator)
                    }.joined(separator: ",\(space(using: &generator))") + "}"
            default: String(decoding: value.encoded(), as: UTF8.self)
            }
        return space(using: &generator) + text + space(using: &generator)
    }

    private static func space(using generator: inout SplitMix64) -> String {
        ["", "", "", " ", "\n", "\r\n", "\t  "].randomElement(using: &generator) ?? ""
    }

    private static func quoted(_ text: String, using generator: inout SplitMix64) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || Int.random(in: 0...3, using: &generator) == 0
            {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: .random(using: &generator))
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
