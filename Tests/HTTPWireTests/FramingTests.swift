import HTTPWire
import Testing

@Suite("Framing") struct FramingTests {
    @Test("has one meaning only", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func post(_ fields: String, _ body: String = "", version: String = "1.1") -> String {
        "POST / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n\(body)"
    }
    private static func length(_ value: String) -> String { post("Content-Length:\(value)\r\n", "12345") }
    private static func coding(_ value: String) -> String {
        post("Transfer-Encoding: \(value)\r\n", "2\r\nhi\r\n0\r\n\r\n")
    }

    static let rows: [WireRow] = [
        .accepts("no length means no content", "9112 §6.3", post("")),
        .accepts("a length", "9112 §6.2", length(" 5"), body: "12345"),
        .accepts("a length without a space", "9110 §5.5", length("5"), body: "12345"),
        .accepts("a length among blanks", "9110 §5.5", length(" \t5 \t"), body: "12345"),
        .accepts("a length of nothing", "9110 §8.6", post("Content-Length: 0\r\n")),
        .accepts("leading zeros", "9110 §8.6", length(" 0005"), body: "12345"),
        .accepts(
            "leading zeros beyond any integer's digits", "9110 §8.6", length(" 0000000000000000000000005"),
            body: "12345"),
        .accepts(
            "content on GET", "9110 §9.3.1", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", body: "hi"),
        .accepts(
            "content on HEAD", "9110 §9.3.2", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", body: "hi"),
        .accepts(
            "content on DELETE", "9110 §9.3.5", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
            body: "hi"),
        .accepts("content on 1.0", "9112 §6.3", post("Content-Length: 2\r\n", "hi", version: "1.0"), body: "hi"),
        .accepts(
            "content that looks like a request", "9112 §6.3", post("Content-Length: 18\r\n", "GET / HTTP/1.1\r\n\r\n"),
            body: "GET / HTTP/1.1\r\n\r\n"),
        .awaits("incomplete content", "9112 §8", post("Content-Length: 5\r\n", "1234"), .body),
        .awaits("no content yet", "9112 §8", post("Content-Length: 5\r\n"), .body),
        .refuses("an empty length", "9110 §8.6", length(""), .invalidContentLength),
        .refuses("a plus sign", "9110 §8.6", length(" +5"), .invalidContentLength),
        .refuses("a minus sign", "9110 §8.6", length(" -5"), .invalidContentLength),
        .refuses("minus zero", "9110 §8.6", length(" -0"), .invalidContentLength),
        .refuses("hexadecimal", "9110 §8.6", length(" 0x5"), .invalidContentLength),
        .refuses("a fraction", "9110 §8.6", length(" 5.0"), .invalidContentLength),
        .refuses("an exponent", "9110 §8.6", length(" 5e0"), .invalidContentLength),
        .refuses("an underscore", "9110 §8.6", length(" 1_0"), .invalidContentLength),
        .refuses("a space inside", "9110 §8.6", length(" 1 0"), .invalidContentLength),
        .refuses("quotes", "9110 §8.6", length(" \"5\""), .invalidContentLength),
        .refuses("a word", "9110 §8.6", length(" five"), .invalidContentLength),
        .refuses("digits and letters", "9110 §8.6", length(" 5a"), .invalidContentLength),
        .refuses("a digit of another script", "9110 §8.6", length(" \u{D9}\u{A5}"), .invalidContentLength),
        .refuses("a list of equals", "9112 §6.3", length(" 5, 5"), .invalidContentLength),
        .refuses("a list of others", "9112 §6.3", length(" 5,6"), .invalidContentLength),
        .refuses("a comma at the end", "9112 §6.3", length(" 5,"), .invalidContentLength),
        .refuses("2^63", "9110 §8.6", length(" 9223372036854775808"), .invalidContentLength),
        .refuses("2^64", "9110 §8.6", length(" 18446744073709551616"), .invalidContentLength),
        .refuses("far beyond any integer", "9110 §8.6", length(" 99999999999999999999999"), .invalidContentLength),
        .refuses(
            "twice the same", "9112 §6.3", post("Content-Length: 5\r\nContent-Length: 5\r\n", "12345"),
            .repeatedContentLength),
        .refuses(
            "twice, different", "9112 §6.3", post("Content-Length: 5\r\ncontent-length: 6\r\n", "12345"),
            .repeatedContentLength),

        .accepts("chunked", "9112 §6.1", coding("chunked"), body: "hi"),
        .accepts("chunked in any case", "9112 §7", coding("cHuNkEd"), body: "hi"),
        .accepts("chunked among blanks", "9110 §5.5", coding("\t chunked \t"), body: "hi"),
        .accepts("empty elements around chunked", "9110 §5.6.1.2", coding(", chunked ,"), body: "hi"),
        .accepts(
            "chunked with an empty line of codings", "9110 §5.3",
            post("Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n", "2\r\nhi\r\n0\r\n\r\n"), body: "hi"),
        .refuses("chunked twice", "9112 §6.1", coding("chunked, chunked"), .invalidTransferEncoding),
        .refuses(
            "chunked on two lines", "9112 §6.1",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), .invalidTransferEncoding),
        .refuses(
            "chunked, then another on a second line", "9112 §6.3",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), .invalidTransferEncoding
        ),
        .refuses("chunked not last", "9112 §6.3", coding("chunked, gzip"), .invalidTransferEncoding),
        .refuses("chunked with a parameter", "9112 §7.1", coding("chunked;q=1"), .invalidTransferEncoding),
        .refuses("chunked in quotes", "9110 §5.6.2", coding("\"chunked\""), .invalidTransferEncoding),
        .refuses("chunked with a word after it", "9112 §6.3", coding("chunked x"), .invalidTransferEncoding),
        .refuses("xchunked", "9112 §6.3", coding("xchunked"), .invalidTransferEncoding),
        .refuses("x-chunked", "9112 §6.3", coding("x-chunked"), .invalidTransferEncoding),
        .refuses("an empty list", "9112 §6.3", coding(""), .invalidTransferEncoding),
        .refuses("identity", "9112 §6.3", coding("identity"), .invalidTransferEncoding),
        .refuses("gzip alone", "9112 §6.3", coding("gzip"), .invalidTransferEncoding),
        .refuses("gzip inside chunked", "9112 §6.1", coding("gzip, chunked"), .unsupportedTransferCoding),
        .refuses("identity inside chunked", "9112 §6.1", coding("identity, chunked"), .unsupportedTransferCoding),
        .refuses("an unknown coding inside chunked", "9112 §6.1", coding("foo, chunked"), .unsupportedTransferCoding),
        .refuses("vertical tab before chunked", "9110 §5.5", coding("\u{0B}chunked"), .invalidFieldValue),
        .refuses("NUL behind chunked", "9110 §5.5", coding("chunked\0"), .invalidFieldValue),
        .refuses("a no-break space before chunked", "9110 §5.5", coding("\u{A0}chunked"), .invalidTransferEncoding),
        .refuses("a folded coding", "9112 §5.2", coding("\r\n chunked"), .lineFolding),
        .refuses(
            "space before the colon", "9112 §5.1", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
            .invalidFieldName),
        .refuses(
            "both, length first", "9112 §6.3",
            post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), .conflictingFraming),
        .refuses(
            "both, coding first", "9112 §6.3",
            post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", "0\r\n\r\n"), .conflictingFraming),
        .refuses(
            "a length and an unknown coding", "9112 §6.3",
            post("Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n", "12345"), .conflictingFraming),
        .refuses(
            "a length and no coding in the list", "9112 §6.3",
            post("Content-Length: 5\r\nTransfer-Encoding:\r\n", "12345"),
            .conflictingFraming),
        .refuses(
            "a coding on 1.0", "9112 §6.1", post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n", version: "1.0"),
            .transferEncodingInHTTP10),
        .refuses(
            "both on 1.0", "9112 §6.1",
            post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "12345", version: "1.0"),
            .transferEncodingInHTTP10),
    ]
}
