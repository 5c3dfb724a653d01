import JSON

// Telling of what happens, and following it.
extension Journal {
    /// Tells of something rare: a reset, a fault, the clock.
    ///
    /// Never waits: a follower whose queue is full is dropped. It may come back with the last identifier it saw.
    func publish(_ name: String, _ data: JSONValue) {
        let wakeups = withAudience { audience in
            Wakeups(dropped: audience.events.publish(name, data, id: sequence.takeEventIDs(1)))
        }
        wakeups.run()
    }

    /// - Parameter lastID: the last event that the follower has seen; `nil` for one that only wants what is to come.
    func subscribe(after lastID: UInt64?) -> EventSubscription {
        guard let lastID else {
            return subscription(admit { audience, _ in audience.events.addFollower() }, missed: [])
        }
        // From the same moment, so that nothing stands in both or in neither; sorted out after the locks.
        let (requests, (follower, others, nextID)) = requests(admitting: true) { [sequence] audience, _ in
            (audience.events.addFollower(), audience.events.others, sequence.nextEventID)
        }
        let backlog = EventBacklog(
            lastID: lastID, nextID: nextID, mostKept: limits.events, requests: requests, others: others)
        return subscription(follower, missed: backlog.items)
    }

    private func subscription(_ follower: EventLog.Follower, missed: [EventItem]) -> EventSubscription {
        return EventSubscription(missed: missed, follower) { [self] in
            // The continuation is released after the lock.
            _ = withAudience { $0.events.removeFollower(follower.id) }
        }
    }

    var followerCount: Int { withAudience { $0.events.followerCount } }

    /// Ends every stream, those to come as well, after what is in its queue.
    func endStreams() {
        let wakeups = withAudience { Wakeups(dropped: $0.events.close()) }
        wakeups.run()
    }
}
