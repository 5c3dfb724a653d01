package import CampaignStore
package import HTTPServer
import HTTPTypes
import HTTPWire

/// `Authorization: Bearer KEY` (RFC 6750 §2.1).
package enum Authentication {
    /// The account whose key the request carries; `nil` when the key is missing, malformed or unknown.
    package static func account(of request: Request, in directory: Directory) -> Account? {
        // Repeated, it says nothing: each recipient could take another line for the right one.
        guard let credentials = request.head.onlyValue(.authorization), let key = bearerKey(in: credentials) else {
            return nil
        }
        return directory.account(apiKey: key)
    }

    /// The key behind the scheme, which is compared without case (RFC 9110 §11.1).
    static func bearerKey(in credentials: ArraySlice<UInt8>) -> String? {
        let space = UInt8(ascii: " ")
        let scheme: StaticString = "bearer"
        let start = credentials.startIndex
        // Adding 0x20 puts a letter in lower case, and makes a letter of nothing else.
        guard credentials.count > 7, credentials[start + 6] == space,
            (0..<6).allSatisfy({ credentials[start + $0] | 0x20 == scheme.utf8Start[$0] })
        else { return nil }
        let key = credentials[(start + 7)...].drop { $0 == space }
        return key.isEmpty || key.contains(space) ? nil : String(lenient: key)
    }
}
