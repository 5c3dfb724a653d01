package import CampaignStore
package import HTTPServer
import HTTPTypes

/// `Authorization: Bearer KEY` (RFC 6750 §2.1).
package enum Authentication {
    /// The account whose key the request carries; `nil` when the key is missing, malformed or unknown.
    package static func account(of request: Request, in directory: Directory) -> Account? {
        guard let credentials = request[.authorization], let key = bearerKey(in: credentials) else { return nil }
        return directory.account(apiKey: key)
    }

    /// The key behind the scheme, which is compared without case (RFC 9110 §11.1).
    static func bearerKey(in credentials: String) -> String? {
        var credentials = credentials
        return credentials.withUTF8 { bytes in
            let space = UInt8(ascii: " ")
            let scheme: StaticString = "bearer"
            // Adding 0x20 puts a letter in lower case, and makes a letter of nothing else.
            guard bytes.count > 7, bytes[6] == space, (0..<6).allSatisfy({ bytes[$0] | 0x20 == scheme.utf8Start[$0] })
            else { return nil }
            let key = bytes[7...].drop { $0 == space }
            return key.isEmpty || key.contains(space) ? nil : String(decoding: key, as: UTF8.self)
        }
    }
}
