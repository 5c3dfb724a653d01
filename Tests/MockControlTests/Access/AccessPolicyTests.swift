import Base
import Testing

@testable import MockControl

@Suite("The access policy") struct AccessPolicyTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        var authority: String? = "127.0.0.1:7357"
        var origin: String?
        var fetchSite: String?
        var authorization: String?
        var policy = AccessPolicy()
        var refusal: AccessPolicy.Refusal?
    }

    static let listed = AccessPolicy(
        hosts: [URIHost("mock.test"), URIHost("192.168.1.5"), URIHost("fd00::5")],
        origins: [WebOrigin("http://localhost:5173")].compactMap { $0 })
    static let overUnixSocket = AccessPolicy(hosts: nil)
    static let secret = AccessPolicy(token: "open-sesame")

    @Test(
        "decides by host, origin, site and token",
        arguments: [
            Row(testDescription: "127.0.0.1 with a port"),
            Row(testDescription: "localhost", authority: "localhost"),
            Row(testDescription: "localhost in capitals", authority: "LOCALHOST:1"),
            Row(testDescription: "all of 127.0.0.0/8", authority: "127.8.9.10:80"),
            Row(testDescription: "::1", authority: "[::1]:7357"),
            Row(testDescription: "::1 in full", authority: "[0:0:0:0:0:0:0:1]:7357"),
            Row(testDescription: "127.0.0.1 as IPv6", authority: "[::ffff:127.0.0.1]:7357"),
            Row(testDescription: "localhost with a trailing dot", authority: "localhost.:7357"),
            Row(
                testDescription: "a name that begins with 127.", authority: "127.example.com",
                refusal: .foreignHost("127.example.com")),
            Row(testDescription: "any host over a Unix domain socket", authority: "evil.test", policy: overUnixSocket),
            Row(testDescription: "no host over a Unix domain socket", authority: nil, policy: overUnixSocket),
            Row(
                testDescription: "a foreign page over a Unix domain socket", authority: "mock",
                origin: "https://evil.test", policy: overUnixSocket, refusal: .foreignOrigin("https://evil.test")),
            Row(testDescription: "a listed IPv6 address in full", authority: "[FD00:0::5]", policy: listed),
            Row(testDescription: "a listed name", authority: "Mock.Test:7357", policy: listed),
            Row(testDescription: "a listed address", authority: "192.168.1.5", policy: listed),
            Row(testDescription: "a listed IPv6 address", authority: "[fd00::5]:1", policy: listed),
            Row(
                testDescription: "a host name after DNS rebinding", authority: "evil.test:7357",
                refusal: .foreignHost("evil.test")),
            Row(
                testDescription: "a name that begins with a loopback address", authority: "127.0.0.1.evil.test",
                refusal: .foreignHost("127.0.0.1.evil.test")),
            Row(testDescription: "an octet above 255", authority: "127.0.0.256", refusal: .foreignHost("127.0.0.256")),
            Row(
                testDescription: "a subdomain of localhost", authority: "a.localhost",
                refusal: .foreignHost("a.localhost")),
            Row(testDescription: "no host", authority: nil, refusal: .foreignHost(nil)),
            Row(testDescription: "an empty host", authority: "", refusal: .foreignHost(nil)),
            Row(testDescription: "the mock's own page", origin: "http://127.0.0.1:7357"),
            Row(
                testDescription: "another port", origin: "http://127.0.0.1:1",
                refusal: .foreignOrigin("http://127.0.0.1:1")),
            Row(
                testDescription: "the mock's own page at the default port", authority: "localhost:80",
                origin: "http://localhost"),
            Row(testDescription: "a listed origin", origin: "http://localhost:5173", policy: listed),
            Row(
                testDescription: "an origin that begins with a listed one", origin: "http://localhost:51730",
                policy: listed, refusal: .foreignOrigin("http://localhost:51730")),
            Row(
                testDescription: "a page on the internet", origin: "https://evil.test",
                refusal: .foreignOrigin("https://evil.test")),
            Row(testDescription: "the opaque origin", origin: "null", refusal: .foreignOrigin("null")),
            Row(
                testDescription: "an image that another site embeds", fetchSite: "cross-site",
                refusal: .foreignSite("cross-site")),
            Row(
                testDescription: "an image that a page at another port embeds", fetchSite: "same-site",
                refusal: .foreignSite("same-site")),
            Row(testDescription: "an address typed by hand", fetchSite: "none"),
            Row(testDescription: "an image that the mock's own page embeds", fetchSite: "same-origin"),
            Row(testDescription: "the token", authorization: "bearer open-sesame", policy: secret),
            Row(testDescription: "no token", policy: secret, refusal: .wrongToken),
            Row(
                testDescription: "the token's beginning", authorization: "Bearer open", policy: secret,
                refusal: .wrongToken),
            Row(
                testDescription: "the token with more text", authorization: "Bearer open-sesame!", policy: secret,
                refusal: .wrongToken),
            Row(
                testDescription: "the token twice", authorization: "Bearer open-sesameopen-sesame", policy: secret,
                refusal: .wrongToken),
            Row(
                testDescription: "the token with another scheme", authorization: "Basic open-sesame", policy: secret,
                refusal: .wrongToken),
            Row(
                testDescription: "switched off", policy: AccessPolicy(switchOff: .wanted),
                refusal: .switchedOff(.wanted)),
        ])
    func decided(_ row: Row) {
        let caller = AccessPolicy.Caller(
            authority: row.authority, origin: row.origin, fetchSite: row.fetchSite, authorization: row.authorization)
        var refusal: AccessPolicy.Refusal?
        do throws(AccessPolicy.Refusal) {
            try row.policy.checkSource(caller)
            try row.policy.checkToken(caller)
        } catch {
            refusal = error
        }
        #expect(refusal == row.refusal)
    }

    @Test(
        "says why the control plane is off, and how to switch it on",
        arguments: [
            (AccessPolicy.SwitchOff.wanted, "--no-control", "--control "),
            (.unprotected(host: "0.0.0.0"), "listens on 0.0.0.0", "--control-token"),
        ])
    func off(_ row: (reason: AccessPolicy.SwitchOff, cause: String, remedy: String)) {
        let message = AccessPolicy.Refusal.switchedOff(row.reason).message
        #expect(message.contains(row.cause))
        #expect(message.contains(row.remedy))
    }

    @Test(
        "masks a key: four characters of a long key stay visible, none of a short key",
        arguments: [
            ("Bearer YOUR_API_KEY", "Bearer …_KEY"), ("bearer 12345678", "bearer …5678"),
            ("Bearer 1234567", "Bearer …"), ("Bearer   demo-key-1", "Bearer …ey-1"), ("secret-without-scheme", "…heme"),
            ("short", "…"), ("Basic dXNlcjpwYXNzd29yZA==", "Basic …ZA=="), ("", "…"),
        ])
    func masked(_ row: (String, String)) {
        #expect(BearerCredential.masked(row.0) == row.1)
    }
}
