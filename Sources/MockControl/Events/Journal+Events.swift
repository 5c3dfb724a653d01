import JSON

// Publishing events, and following them.
extension Journal {
    /// Publishes an event that no request caused: a reset, a fault, a change of the clock.
    ///
    /// Never waits: a follower whose queue is full is dropped. It can reconnect with the last identifier that it saw.
    func publish(_ name: String, _ data: JSONValue) {
        let dropped = withAudience { $0.events.publish(name, data, id: sequence.takeEventIDs(1)) }
        for follower in dropped { follower.finish() }
    }

    /// Adds a follower.
    ///
    /// - Parameter lastID: the last event that the follower has seen; `nil` for later events only.
    func subscribe(after lastID: UInt64?) -> EventSubscription {
        guard let lastID else {
            return subscription(admit { $0.events.addFollower() }, missed: [])
        }
        // Under all locks, so that each event is either in the backlog or in the stream. The rest needs no lock.
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

    /// Ends every stream after the events in its queue. A stream that begins later ends at once.
    func endStreams() {
        let followers = withAudience { $0.events.close() }
        for follower in followers { follower.finish() }
    }
}
