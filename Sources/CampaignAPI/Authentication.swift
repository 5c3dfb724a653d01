package import CampaignStore
package import HTTPServer
import HTTPTypes

/// `Authorization: Bearer KEY` (RFC 6750 §2.1).
package enum Authentication {
    /// The account whose key the request carries; `nil` when the key is missing, malformed or unknown.
    package static func account(of request: Request, in directory: Directory) -> Account? {
        guard let credentials = request[.authorization], let key = bearerKey(in: credentials) else { return nil }
        return directory.account(apiKey: String(key))
    }

    /// The key behind the scheme, which is compared without case (RFC 9110 §11.1).
    static func bearerKey(in credentials: String) -> Substring? {
        guard let space = credentials.utf8.firstIndex(of: UInt8(ascii: " ")),
            credentials[..<space].utf8.count == 6, credentials[..<space].lowercased() == "bearer"
        else { return nil }
        let key = credentials[space...].drop { $0 == " " }
        return key.isEmpty || key.utf8.contains(UInt8(ascii: " ")) ? nil : key
    }
}
