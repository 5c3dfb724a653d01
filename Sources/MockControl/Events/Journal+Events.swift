import JSON
import Locking

// Telling of what happens, and following it.
extension Journal {
    /// Tells of something rare: a reset, a fault, the clock.
    ///
    /// Never waits: a follower whose queue is full is dropped. It may come back with the last identifier it saw.
    func publish(_ name: String, _ data: JSONValue) {
        let wakeups = state.withLock { Wakeups(dropped: $0.events.publish(name, data)) }
        wakeups.run()
    }

    /// - Parameter lastID: the last event that the follower has seen; `nil` for one that only wants what is to come.
    func subscribe(after lastID: UInt64?) -> EventSubscription {
        // From the same moment, so that nothing stands in both or in neither; sorted out after the lock.
        let (follower, backlog) = state.withLock { state in
            let backlog = lastID.map {
                EventBacklog(
                    lastID: $0, nextID: state.events.nextID, mostKept: limits.events,
                    requests: state.requests.requests(), others: state.events.others)
            }
            return (state.events.addFollower(), backlog)
        }
        return EventSubscription(missed: backlog?.items ?? [], follower) { [self] in
            // The continuation is released after the lock.
            _ = state.withLock { $0.events.removeFollower(follower.id) }
        }
    }

    var followerCount: Int { state.withLock { $0.events.followerCount } }

    /// Ends every stream, those to come as well, after what is in its queue.
    func endStreams() {
        let wakeups = state.withLock { Wakeups(dropped: $0.events.close()) }
        wakeups.run()
    }
}
