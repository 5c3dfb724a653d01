import Base
package import CampaignStore
package import HTTPServer
import HTTPTypes
import HTTPWire

/// `Authorization: Bearer KEY` (RFC 6750 §2.1).
package enum Authentication {
    /// The account whose key the request carries; `nil` when the key is missing, malformed or unknown.
    package static func account(of request: Request, in directory: AccountDirectory) -> Account? {
        // A repeated field is refused: recipients disagree about which line counts.
        guard let credentials = request.head.onlyValue(.authorization),
            let key = BearerToken.token(in: credentials)
        else { return nil }
        return directory.account(apiKey: String(lenient: key))
    }
}
