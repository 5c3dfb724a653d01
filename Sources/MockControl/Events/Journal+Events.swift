import JSON

// Publishing events, and following them.
extension Journal {
    /// Publishes an event that no request caused: a reset, a fault, a change of the clock.
    ///
    /// Never waits: a follower whose queue is full is dropped. It can reconnect with the last identifier that it saw.
    ///
    /// - Parameter topic: what the event is about; a follower with a filter gets only events that fit.
    func publish(_ name: String, _ data: JSONValue, about topic: Event.Topic = Event.Topic()) {
        publish([.other(name: name, data: data, topic: topic)])
    }

    /// Publishes several events together.
    ///
    /// - Parameter skipped: the number of events before them that no follower gets. They have identifiers, so that
    ///   followers hear that they have missed some.
    func publish(_ contents: some Collection<Event.Content>, skipping skipped: Int = 0) {
        let dropped = withAudience { audience in
            var id = sequence.takeEventIDs(UInt64(skipped + contents.count))
            var dropped = skipped > 0 ? audience.events.skip(id...(id + UInt64(skipped) - 1)) : []
            id += UInt64(skipped)
            for content in contents {
                dropped += audience.events.publish(Event(id: id, content: content))
                id += 1
            }
            return dropped
        }
        for follower in dropped { follower.finish() }
    }

    /// Adds a follower.
    ///
    /// - Parameters:
    ///   - lastID: the last event that the follower has seen; `nil` for later events only.
    ///   - match: the events that the follower wants; `nil` for all.
    func subscribe(after lastID: UInt64?, to match: RequestMatch? = nil) -> EventSubscription {
        guard let lastID else {
            return subscription(admit { $0.events.addFollower(wanting: match) }, match, missed: [])
        }
        // Under all locks, so that each event is either in the backlog or in the stream. The rest needs no lock.
        let (contents, (follower, others, nextID)) = contents(admitting: true) { [sequence] audience in
            (audience.events.addFollower(wanting: match), audience.events.others, sequence.nextEventID)
        }
        let backlog = EventBacklog(
            lastID: lastID, nextID: nextID, mostKept: limits.events, requests: contents.requests, others: others,
            match: match)
        return subscription(follower, match, missed: backlog.items)
    }

    private func subscription(
        _ follower: EventLog.Follower, _ match: RequestMatch?, missed: [EventItem]
    ) -> EventSubscription {
        EventSubscription(missed: missed, items: follower.items) { [self] in
            guard match != nil else {
                follower.continuation.yield(.heartbeat(seen: nil))
                return
            }
            // While there are followers, identifiers are taken under this lock, so all events so far have been offered.
            withAudience { _ in
                _ = follower.continuation.yield(.heartbeat(seen: sequence.nextEventID - 1))
            }
        } leave: { [self] in
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
