import Base
import CampaignAPI
import JSON
import TestSupport
import Testing

@testable import MockControl

/// What the document says of parameters and members is what the calls check.
@Suite("The limits and defaults of the control plane's document") struct ControlLimitTests {
    @Test("are those of the queries: a value beyond a limit is refused by name, and a default is what no value means")
    func queries() async throws {
        try await withMock(clock: MockClock(.frozen(at: ControlStep.now))) { mock in
            try await ControlStep.prepare(mock)
            let document = try await ControlDocument(of: mock)
            var probes = 0
            for operation in document.operations where operation.id != "followEvents" {
                let target = document.target(of: operation)
                for parameter in operation.parameters(in: "query") {
                    let name = parameter["name"]?.string ?? ""
                    let schema = document.checker.resolved(parameter["schema"] ?? .null)
                    // In a query each value is a text, and a list may have one element.
                    let takesAnyType = schema["type"] == "string" || schema["type"] == "array"
                    for value in Probe.invalid(takesAnyType ? schema.setting(["type"], nil) : schema) {
                        let reply = try await mock.call(operation.method, "\(target)?\(name)=\(Probe.text(value))")
                        #expect(reply.status == 422, "\(operation.id) \(name)=\(value)")
                        #expect(try reply.json["errors"]?[name] != nil, "\(operation.id) \(reply.text)")
                        probes += 1
                    }
                    for value in Probe.limits(schema) {
                        let reply = try await mock.call(operation.method, "\(target)?\(name)=\(Probe.text(value))")
                        #expect(reply.status == 200, "\(operation.id) \(name)=\(value)")
                        probes += 1
                    }
                    guard let value = schema["default"] else { continue }
                    let usual = try await mock.call(operation.method, target)
                    let explicit = try await mock.call(operation.method, "\(target)?\(name)=\(Probe.text(value))")
                    #expect(usual.text == explicit.text, "\(operation.id) \(name)")
                    probes += 1
                }
            }
            #expect(probes > 30)
        }
    }

    @Test("are those of the bodies that fields check") func bodies() async throws {
        try await withMock { mock in
            // The waits find a request, and end at once.
            try await ControlStep.prepare(mock)
            let document = try await ControlDocument(of: mock)
            let bases: [String: JSONValue] = [
                "addFault": ["effect": ["status": 503]], "waitForRequests": ["timeout_ms": 0],
            ]
            var probes = 0
            for id in [
                "resetMock", "changeClock", "changeAccountClock", "verifyRequests", "waitForRequests", "addFault",
            ] {
                let operation = try document.operation(id)
                let base = bases[id] ?? [:]
                for (path, schema) in Probe.leaves(of: try #require(operation.requestSchema()), in: document) {
                    for value in Probe.invalid(schema) {
                        let body = String(decoding: base.setting(path[...], value).encoded(), as: UTF8.self)
                        let reply = try await mock.call(operation.method, document.target(of: operation), body)
                        #expect(reply.status == 422, "\(id) \(body)")
                        probes += 1
                    }
                    for value in Probe.limits(schema) {
                        let body = String(decoding: base.setting(path[...], value).encoded(), as: UTF8.self)
                        let reply = try await mock.call(operation.method, document.target(of: operation), body)
                        // Another member may be missing, but the value itself is right.
                        let messages = try reply.json["errors"]?[path.joined(separator: ".")]?.array ?? []
                        #expect(!messages.contains { $0.string?.contains(" must be ") ?? false }, "\(id) \(reply.text)")
                        probes += 1
                    }
                }
            }
            #expect(probes > 80)
        }
    }

    @Test("a member that the document does not name is refused, at every depth") func unknownMembers() async throws {
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            for (id, path) in [
                ("verifyRequests", ["match"]), ("addFault", ["match"]), ("addFault", ["effect"]),
                ("addFault", ["effect", "delay_ms"]), ("waitForRequests", []), ("changeClock", []),
            ] {
                let operation = try document.operation(id)
                let body = JSONValue.object([:]).setting((path + ["unknown"])[...], 1)
                let reply = try await mock.call(
                    operation.method, operation.path, String(decoding: body.encoded(), as: UTF8.self))
                #expect(try reply.json["errors"]?[(path + ["unknown"]).joined(separator: ".")] != nil, "\(reply.text)")
            }
        }
    }
}

/// Values that a schema does not allow.
enum Probe {
    /// The members of an object that hold no object themselves, with their paths and schemas.
    ///
    /// A list stands for its first element, whose part of the path is `0`.
    static func leaves(
        of raw: JSONValue, in document: ControlDocument, at path: [String] = []
    ) -> [(path: [String], schema: JSONValue)] {
        let schema = document.checker.resolved(raw)
        var found: [(path: [String], schema: JSONValue)] = []
        for member in schema["properties"]?.object?.members ?? [] {
            found += leaves(of: member.value, in: document, at: path + [member.name])
        }
        if let items = schema["items"], schema["type"] != nil {
            found += leaves(of: items, in: document, at: path + ["0"])
        }
        if let values = schema["additionalProperties"], values.object != nil {
            found += leaves(of: values, in: document, at: path + ["*"])
        }
        if !path.isEmpty { found.append((path, schema)) }
        return found
    }

    /// Values beyond each limit of the schema; none for a schema without limits.
    static func invalid(_ schema: JSONValue) -> [JSONValue] {
        var values: [JSONValue] = []
        if let least = schema["minimum"]?.integer { values.append(.integer(least - 1)) }
        if let least = schema["exclusiveMinimum"]?.integer { values.append(.integer(least)) }
        if let most = schema["maximum"]?.integer, most < .max { values.append(.integer(most + 1)) }
        if schema["enum"] != nil, schema["type"] != "array" { values.append("none of them") }
        if schema["pattern"] != nil { values.append("\u{1}") }
        if schema["minLength"] != nil { values.append("") }
        let types = (schema["type"]?.array ?? schema["type"].map { [$0] }) ?? []
        if !types.isEmpty, !types.contains("object"), !types.contains("array") { values.append(["an": "object"]) }
        if types == ["object"] || types == ["array"] { values.append("a text") }
        return values
    }

    /// The least and the greatest number that the schema allows.
    static func limits(_ schema: JSONValue) -> [JSONValue] {
        [schema["minimum"], schema["maximum"]].compactMap(\.self).filter { $0.integer != nil }
    }

    /// The value as a query holds it.
    static func text(_ value: JSONValue) -> String {
        let text = value.string ?? String(decoding: value.encoded(), as: UTF8.self)
        return text.utf8.map { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension JSONValue {
    /// This value with the member at a path set. A number in the path is the index of a list's element, and `*` the first
    /// member of an object. What is not there is made.
    func setting(_ path: ArraySlice<String>, _ value: JSONValue?) -> JSONValue {
        guard let first = path.first else { return value ?? .null }
        let rest = path.dropFirst()
        if let index = Int(first) {
            var elements = array ?? []
            if index < elements.count {
                elements[index] = elements[index].setting(rest, value)
            } else {
                elements.append(JSONValue.null.setting(rest, value))
            }
            return .array(elements)
        }
        var object = object ?? [:]
        let name = first == "*" ? object.members.first?.name ?? "x" : first
        if rest.isEmpty, value == nil {
            object[name] = nil
        } else {
            object[name] = (object[name] ?? .null).setting(rest, value)
        }
        return .object(object)
    }
}
