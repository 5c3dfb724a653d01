import Testing

@testable import CampaignAPI

@Suite("Media types (life.md §1)") struct MediaTypeTests {
    @Test(
        "take their boundary from the content type as PHP does",
        arguments: [
            ("multipart/form-data; boundary=b", "b"), ("Multipart/Form-Data;boundary=b", "b"),
            (#"multipart/form-data; boundary="b c""#, "b c"), ("multipart/form-data; BOUNDARY=b; charset=utf-8", "b"),
            ("multipart/form-data; charset=utf-8; boundary=b ", "b"), ("multipart/form-data", nil),
            ("multipart/form-data; boundary", nil), ("multipart/form-data; boundary=", nil),
            (#"multipart/form-data; boundary="b"#, nil), ("multipart/form-data; x=b", nil),
        ] as [(String, String?)])
    func boundary(_ contentType: String, _ boundary: String?) {
        guard case .multipart(let found)? = MediaType(contentType) else {
            Issue.record("not multipart")
            return
        }
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == boundary)
    }
}
