import Base
package import CampaignStore
package import HTTPServer
import HTTPTypes
import HTTPWire

/// Finds the account of a request by its header field `Authorization: Bearer KEY` (RFC 6750 §2.1).
package enum Authentication {
    /// Returns the account that owns the request's API key; `nil` if the key is missing, malformed or unknown.
    package static func account(of request: Request, in directory: AccountDirectory) -> Account? {
        // A repeated field is refused, because recipients disagree about which field line is valid.
        guard let credentials = request.head.onlyValue(.authorization),
            let key = BearerToken.token(in: credentials)
        else { return nil }
        return directory.account(apiKey: String(lenient: key))
    }
}
