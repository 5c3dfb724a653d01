import HTTPTypes
import HTTPWire

/// A request's head as the journal keeps it.
///
/// A head's bytes stand in one array with the body that arrived with it. While the body is kept whole that costs
/// nothing; when it is cut, the head must let go of that array.
enum RecordedHead: Sendable {
    case shared(RequestHead)
    case detached(target: String, authority: String?, fields: HTTPFields)

    init(_ head: RequestHead, isBodyCut: Bool) {
        self =
            isBodyCut ? .detached(target: head.target, authority: head.authority, fields: head.fields) : .shared(head)
    }

    /// As it was sent.
    var target: String {
        switch self {
        case .shared(let head): head.target
        case .detached(let target, _, _): target
        }
    }

    var authority: String? {
        switch self {
        case .shared(let head): head.authority
        case .detached(_, let authority, _): authority
        }
    }

    /// Built anew at each call of a shared head.
    var fields: HTTPFields {
        switch self {
        case .shared(let head): head.fields
        case .detached(_, _, let fields): fields
        }
    }
}
