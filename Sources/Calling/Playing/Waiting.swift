/// A contact in the queue of its campaign. The earliest due goes first, then the lower id (calling.md, §3).
///
/// An entry stays when its contact changes. It is checked when it is the first one.
struct Waiting: Comparable, Sendable {
    let dueAt: Int64
    let contactID: Int64
    let slot: Int32

    static func < (left: Waiting, right: Waiting) -> Bool {
        left.dueAt != right.dueAt ? left.dueAt < right.dueAt : left.contactID < right.contactID
    }
}

/// The planned end of a call. It stays when the call is deleted, like the entries of contacts.
struct PlannedEnd: Comparable, Sendable {
    let second: Int64
    let callID: Int64
    let slot: Int32

    static func < (left: PlannedEnd, right: PlannedEnd) -> Bool {
        left.second != right.second ? left.second < right.second : left.callID < right.callID
    }
}
