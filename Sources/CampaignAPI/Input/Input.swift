import Forms
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// The input of an endpoint: the members of the request's body and of its query (life.md §1).
struct Input: Sendable {
    /// How the members of the body were written.
    enum Form: Sendable {
        /// There is no body.
        case none
        case json
        /// `application/x-www-form-urlencoded`
        case form
        /// `multipart/form-data`
        case multipart
    }

    /// The members of the body, then those of the query that the body does not have.
    let members: JSONObject
    let form: Form
    /// How many of ``members`` are the body's. They come first.
    let bodyMemberCount: Int
    /// The oddities of the input as a whole, such as files in a form.
    let warnings: [Warning]
    /// Whether the body is JSON that was sent as a form, so that its only member is none that a client meant.
    let isMislabelledJSON: Bool

    /// The error for an input that cannot be read.
    struct Refusal: Error {
        /// The response with status 400, 413 or 415, whose message says what is wrong and where.
        let response: Response
    }

    /// Reads the body and the query of a request.
    ///
    /// - Parameter memberNames: see ``Endpoint/memberNames``.
    /// - Throws: ``Refusal``.
    init(of request: Request, memberNames: KnownStrings) throws(Refusal) {
        let body = try InputBody(of: request, memberNames: memberNames)
        form = body.form
        isMislabelledJSON = body.isMislabelledJSON
        // Nearly all requests need nothing else.
        guard request.methodOverride != nil || request.head.queryBytes?.isEmpty == false else {
            members = body.members
            bodyMemberCount = body.members.members.count
            warnings = body.warnings
            return
        }
        var all = body.members
        var found: [Warning] = []
        if let method = request.methodOverride {
            all[MethodOverride.member] = nil
            found.append(MethodOverride.warning(about: method))
        }
        found += body.warnings
        bodyMemberCount = all.members.count
        if let query = request.head.queryBytes {
            let fields = try Self.fields(of: query)
            found += fields.losses.map(Warning.init)
            // A set, because a body may have a hundred thousand members.
            let hidden = Set(body.members.members.map { ScalarString($0.name) })
            for member in fields.members.members where !hidden.contains(ScalarString(member.name)) {
                if request.methodOverride != nil, member.name.hasSameScalars(as: MethodOverride.member) { continue }
                all.append(member.name, member.value)
            }
        }
        members = all
        warnings = found
    }

    private static func fields(of query: ArraySlice<UInt8>) throws(Refusal) -> FormFields {
        do {
            return try URLEncodedForm.read(query)
        } catch {
            throw Refusal(
                response: Answer.message(.badRequest, "The query is not UTF-8: its field \(error.name) is not."))
        }
    }
}
