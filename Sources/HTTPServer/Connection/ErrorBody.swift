import Base
import HTTPTypes

/// The body of answers that no handler made.
enum ErrorBody {
    /// `{"message":"..."}`.
    static func message(_ status: HTTPResponse.Status, _ message: String) -> [UInt8] {
        Array(#"{"message":\#(JSONString.quoted(message))}"#.utf8)
    }
}
