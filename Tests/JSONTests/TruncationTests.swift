import JSON
import Testing

@Suite("Truncated text") struct TruncationTests {
    static let documents = [
        #"{"name":"Product Demo Campaign","assistant_id":127,"allowed_days":["monday","tuesday"],"retry":null}"#,
        #" { "a" : [ 1 , -2.5e+10 , true , false , null , { } , [ ] ] , "b\n\u00e9\ud83d\ude00" : "é😀\\" } "#,
        #"[[[[{"":{"":[{}]}}]]]]"#,
        #""Grüße \ud83d\ude00 \"quoted\"""#,
        "{\"\u{E9}\u{1F600}\":\"\u{20AC}\u{10FFFF}\"}",
    ]

    @Test("is refused at every byte, and the mistake is never before where it shows", arguments: documents)
    func truncated(_ document: String) throws {
        let bytes = Array(document.utf8)
        #expect(throws: Never.self) { try read(bytes) }
        let length = bytes.lastIndex { $0 != 0x20 } ?? 0
        for count in 0...length {
            let error = try #require(refusal(Array(bytes[..<count])), "\(count) bytes")
            #expect((0...count).contains(error.offset))
            switch error.reason {
            case .unexpectedEnd: #expect(error.offset == count)
            case .invalidUTF8: #expect(count - error.offset < 4)
            case .loneSurrogate: #expect(count - error.offset < 8)
            default: Issue.record("\(error) after \(count) bytes")
            }
        }
    }

    @Test("of which one byte is missing never crashes the reader", arguments: documents)
    func oneMissing(_ document: String) {
        let bytes = Array(document.utf8)
        for index in bytes.indices {
            var damaged = bytes
            damaged.remove(at: index)
            if let error = refusal(damaged) { #expect((0...damaged.count).contains(error.offset)) }
        }
    }

    @Test("with one byte replaced by any other is refused or written back as it was read", arguments: documents)
    func oneReplaced(_ document: String) throws {
        let bytes = Array(document.utf8)
        for index in bytes.indices {
            for byte in stride(from: UInt8(0), through: 252, by: 3) {
                var damaged = bytes
                damaged[index] = byte
                guard let value = try? read(damaged) else { continue }
                // As text, because an infinity is written as null.
                #expect(try read(value.encoded()).encoded() == value.encoded())
            }
        }
    }
}
