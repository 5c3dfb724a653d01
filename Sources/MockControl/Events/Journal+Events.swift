import JSON

// Publishing events, and following them.
extension Journal {
    /// Publishes what is no request: a reset, a fault, the clock.
    ///
    /// Never waits: a follower whose queue is full is dropped. It may come back with the last identifier it saw.
    func publish(_ name: String, _ data: JSONValue) {
        let dropped = withAudience { $0.events.publish(name, data, id: sequence.takeEventIDs(1)) }
        for follower in dropped { follower.finish() }
    }

    /// Adds a follower.
    ///
    /// - Parameter lastID: the last event that it has seen; `nil` when it wants only what happens from now on.
    func subscribe(after lastID: UInt64?) -> EventSubscription {
        guard let lastID else {
            return subscription(admit { $0.events.addFollower() }, missed: [])
        }
        // Backlog and stream begin at one moment, so no event is in both or in neither. The rest follows after the locks.
        let (contents, (follower, others, nextID)) = contents(admitting: true) { [sequence] audience in
            (audience.events.addFollower(), audience.events.others, sequence.nextEventID)
        }
        let backlog = EventBacklog(
            lastID: lastID, nextID: nextID, mostKept: limits.events, requests: contents.requests, others: others)
        return subscription(follower, missed: backlog.items)
    }

    private func subscription(_ follower: EventLog.Follower, missed: [EventItem]) -> EventSubscription {
        return EventSubscription(missed: missed, follower) { [self] in
            // The continuation is released after the lock.
            _ = withAudience { $0.events.removeFollower(follower.id) }
        }
    }

    var followerCount: Int { withAudience { $0.events.followerCount } }

    /// Ends every stream once its queue is written, and every stream that begins later.
    func endStreams() {
        let followers = withAudience { $0.events.close() }
        for follower in followers { follower.finish() }
    }
}
