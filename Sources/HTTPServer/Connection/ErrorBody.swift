import HTTPTypes

/// The body of answers that no handler made.
enum ErrorBody {
    /// `{"message":"..."}`.
    static func message(_ status: HTTPResponse.Status, _ message: String) -> [UInt8] {
        var json = Array(#"{"message":""#.utf8)
        for byte in message.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: json.append(UInt8(ascii: " "))
            default: json.append(byte)
            }
        }
        json += Array(#""}"#.utf8)
        return json
    }
}
