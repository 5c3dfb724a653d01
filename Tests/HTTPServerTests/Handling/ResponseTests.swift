import HTTPTypes
import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Response") struct ResponseTests {
    @Test("forgets the encoded form of its fields once they change")
    func encodedFields() {
        var response = Response(status: .ok, fields: EncodedFields([.server: "mock"]), bytes: [])
        #expect(response.fields == [.server: "mock"])
        response.status = .created
        response.sharedFields = EncodedFields([.vary: "Origin"])
        #expect(response.encodedFields?.fields == response.fields)
        response.fields[.age] = "1"
        #expect(response.encodedFields == nil)
        #expect(response.allFields == [.server: "mock", .age: "1", .vary: "Origin"])
        #expect(response.encodingFields().encodedFields?.fields == [.server: "mock", .age: "1"])
    }
}
