import HTTPTypes

/// The header fields of requests whose values are credentials. Journal, archive and curl lines show them masked.
enum MaskedField {
    private static let credentials: Set<HTTPField.Name> = [.authorization, .proxyAuthorization]

    /// The ends of names under which clients send keys: `X-Api-Key`, `apikey`, `X-Auth-Token`.
    private static let endings = ["api-key", "apikey", "auth-token", "access-token"]

    /// The field's value, masked where it is a credential.
    static func value(of field: HTTPField) -> String {
        if credentials.contains(field.name) { return BearerCredential.masked(field.value) }
        if field.name == .cookie {
            return Cookie.sent(field.value).map { "\($0.name)=\(BearerCredential.ending(of: $0.value))" }
                .joined(separator: "; ")
        }
        let name = field.name.canonicalName
        return endings.contains(where: name.hasSuffix) ? BearerCredential.masked(field.value) : field.value
    }
}
