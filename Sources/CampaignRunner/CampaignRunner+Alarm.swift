package import Base

extension CampaignRunner {
    /// The one alarm of all clocks that run.
    struct Alarm: Sendable {
        /// When it goes off; `nil` if nothing is due on a clock that runs.
        var time: UnixTime?
        /// Sets the alarm of the machine; does nothing before ``CampaignRunner/useAlarm(_:)``.
        var set: @Sendable (UnixTime?) -> Void = { _ in }
        /// Whether a task plays what is due.
        var isAwake = false
        /// Whether something may have become due since that task looked.
        var mustLookAgain = false
    }

    /// Sets how the runner is woken, and plays what has become due since the last run of the mock.
    ///
    /// - Parameter set: replaces the time at which ``wake()`` must be called.
    package func useAlarm(_ set: @escaping @Sendable (UnixTime?) -> Void) {
        alarm.withLock { $0.set = set }
        wake()
    }

    func setAlarm(_ time: UnixTime?) {
        let set = alarm.withLock { alarm in
            alarm.time = time
            return alarm.set
        }
        set(time)
    }

    /// Plays what is due on the clocks that run, in a task of its own. Any thread may call it.
    package func wake() {
        let isFirst = alarm.withLock { alarm in
            // An alarm that went off is used up.
            alarm.time = nil
            defer { (alarm.isAwake, alarm.mustLookAgain) = (true, alarm.isAwake) }
            return !alarm.isAwake
        }
        guard isFirst else { return }
        Task(executorPreference: WorkerThreads.shared) {
            repeat {
                // A failure is logged by the store. The next request or alarm tries again.
                try? await self.catchUp()
            } while self.goesOn()
        }
    }

    private func goesOn() -> Bool {
        alarm.withLock { alarm in
            alarm.isAwake = alarm.mustLookAgain
            alarm.mustLookAgain = false
            return alarm.isAwake
        }
    }
}
