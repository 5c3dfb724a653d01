import HTTPTypes
import Testing

@testable import HTTPWire

@Suite("Response fields") struct ResponseFieldsTests {
    private static let shared = EncodedFields([.vary: "Origin", .server: "shared"])

    private func lines(_ fields: ResponseFields) -> String {
        var output: [UInt8] = []
        fields.appendLines(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("are sent in the order own, then shared, whether they were encoded before or not")
    func order() {
        for var fields in [ResponseFields([.age: "1"]), ResponseFields(EncodedFields([.age: "1"]))] {
            fields.share(Self.shared)
            #expect(fields.all == [.age: "1", .vary: "Origin", .server: "shared"])
            #expect(lines(fields) == "Age: 1\r\nVary: Origin\r\nServer: shared\r\n")
            #expect(fields[.age] == "1")
            #expect(fields[.vary] == "Origin")
            #expect(fields.contains(.vary) && fields.contains(.age) && !fields.contains(.eTag))
        }
    }

    @Test("that change after they were encoded are sent as changed")
    func changed() {
        var fields = ResponseFields(EncodedFields([.age: "1"]))
        fields[.age] = "2"
        fields.append(contentsOf: [.allow: "GET"])
        #expect(lines(fields) == "Age: 2\r\nAllow: GET\r\n")
        fields.encode()
        #expect(lines(fields) == "Age: 2\r\nAllow: GET\r\n")
        fields[.allow] = nil
        #expect(lines(fields) == "Age: 2\r\n")
    }

    @Test("of the response win over shared ones with the same name, whether they were encoded before or not")
    func ownFirst() {
        for var fields in [ResponseFields([.server: "own"]), ResponseFields(EncodedFields([.server: "own"]))] {
            fields.share(Self.shared)
            #expect(lines(fields) == "Server: own\r\nVary: Origin\r\n")
            fields.share(EncodedFields([.vary: "again", .age: "1"]))
            #expect(lines(fields) == "Server: own\r\nVary: Origin\r\nAge: 1\r\n")
        }
    }

    @Test("that are set replace shared ones, so that no field is sent twice")
    func replaced() {
        var fields = ResponseFields()
        fields.share(Self.shared)
        fields[.server] = "own"
        #expect(lines(fields) == "Vary: Origin\r\nServer: own\r\n")
        fields[.vary] = nil
        #expect(fields.all == [.server: "own"])
    }
}
