import Base
import HTTPTypes

/// The default body of the responses that the server makes itself.
enum ErrorBody {
    /// `{"message":"..."}`.
    static func message(_ status: HTTPResponse.Status, _ message: String) -> [UInt8] {
        Array(#"{"message":\#(JSONString.quoted(message))}"#.utf8)
    }
}
