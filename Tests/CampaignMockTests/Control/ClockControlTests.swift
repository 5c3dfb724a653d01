import CampaignMock
import Testing

@Suite("Clocks in Swift") struct ClockControlTests {
    @Test("the mock's clock is frozen, set, advanced and reset") func shared() async throws {
        var options = MockOptions()
        options.control.frozenAt = 1_000_000_000
        try await withMock(options) { mock async throws in
            #expect(try mock.clock.now == MockTime(unixSeconds: 1_000_000_000))
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            try await mock.clock.advance(by: .seconds(90))
            #expect(try mock.clock.now == "2026-02-23T10:01:30Z")
            try await mock.clock.advance(by: .seconds(-90))
            #expect(try mock.clock.mode == .frozen(at: "2026-02-23T10:00:00Z"))
            try await mock.clock.set(.offset(by: .seconds(-60)))
            #expect(try mock.clock.mode == .offset(by: .seconds(-60)))
            try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z"))
            #expect(try mock.clock.now >= "2030-01-01T00:00:00Z")
            try await mock.clock.freeze()
            let stopped = try mock.clock.now
            #expect(try mock.clock.mode == .frozen(at: stopped) && stopped >= "2030-01-01T00:00:00Z")
            try await mock.clock.set(.real)
            #expect(try mock.clock.mode == .real)
            try await mock.clock.reset()
            #expect(try mock.clock.mode == .frozen(at: MockTime(unixSeconds: 1_000_000_000)))
        }
    }

    @Test("a clock runs at a speed, from a time or from where it is, and says what was simulated") func speed()
        async throws
    {
        try await withMock { mock async throws in
            for clock in [mock.clock, mock.accounts.clock(of: "demo")] {
                try await clock.freeze(at: "2030-01-01T00:00:00Z")
                let simulated = try await clock.advance(by: .seconds(60))
                #expect(simulated == SimulatedCalls(calls: 0, leads: 0, webhooks: 0, until: "2030-01-01T00:01:00Z"))
                for goal in [ClockControl.Goal.next, .idle] {
                    #expect(try await clock.advance(to: goal) == simulated)
                }
                #expect(try clock.mode == .frozen(at: "2030-01-01T00:01:00Z"))
                let run = try await clock.run(speed: 60)
                #expect(run == simulated)
                guard case .running(let now, speed: 60) = try clock.mode else {
                    Issue.record("\(try clock.mode)")
                    return
                }
                #expect(now >= "2030-01-01T00:01:00Z")
                #expect(
                    try await clock.set(.running(from: "2040-01-01T00:00:00Z", speed: 2)).until
                        == "2040-01-01T00:00:00Z")
                try await clock.run()
                guard case .offset = try clock.mode else {
                    Issue.record("\(try clock.mode)")
                    return
                }
                #expect(try clock.now >= "2040-01-01T00:00:00Z")
            }
            let made = try await mock.accounts.make("fast", clock: .running(from: "2030-01-01T00:00:00Z", speed: 60))
            guard case .running(let now, speed: 60) = made.clock else {
                Issue.record("\(String(describing: made.clock))")
                return
            }
            #expect(now >= "2030-01-01T00:00:00Z")
        }
    }

    @Test("an account's clock dates what the account does, and nothing else") func account() async throws {
        try await withMock { mock async throws in
            let clock = mock.accounts.clock(of: "demo")
            #expect(try clock.isShared)
            try await clock.freeze(at: "2030-05-06T07:08:09Z")
            #expect(try !clock.isShared && mock.accounts.clock(of: "other").isShared)
            #expect(try mock.clock.mode == .real)
            _ = try await MockRequest(body: #"{"name":"Spring","assistant_id":127}"#).send(to: mock)
            #expect(try await mock.campaigns.map(\.createdAt) == ["2030-05-06T07:08:09Z"])
            #expect(try mock.requests.map(\.time) == ["2030-05-06T07:08:09Z"])
            try await clock.reset()
            #expect(try clock.isShared && clock.mode == .real)
        }
    }

    @Test("a time or a duration that no clock can show is refused") func mistakes() async throws {
        try await withMock { mock async throws in
            let early = MockTime(unixSeconds: -1)
            #expect(
                await message { try await mock.clock.freeze(at: early) }
                    == "clock.freeze -1 is out of range. Choose a time from 1970 to 9999.")
            #expect(
                await message { try await mock.clock.set(.frozen(at: early)) }
                    == "clock.set -1 is out of range. Choose a time from 1970 to 9999.")
            #expect(
                await message { try await mock.clock.set(.offset(by: .seconds(Int64.max))) }?.contains("out of range")
                    == true)
            #expect(
                await message { try await mock.clock.advance(by: .seconds(Int64.max)) }
                    == "The advance field sets the clock outside the years 1970 to 9999.")
            #expect(
                await message { try await mock.clock.run(speed: 0) }
                    == "clock.run speed 0 is out of range. Choose from 1 to 100000.")
            #expect(
                await message { try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z", speed: 100_001)) }
                    == "clock.set speed 100001 is out of range. Choose from 1 to 100000.")
            #expect(
                await message { try await mock.clock.set(.running(from: early, speed: 60)) }
                    == "clock.set -1 is out of range. Choose a time from 1970 to 9999.")
            #expect(
                await message { try await mock.clock.advance(by: .milliseconds(1)) }?.contains("fraction") == true)
            #expect(
                await message { _ = try mock.accounts.clock(of: "nobody").now } == "There is no account nobody.")
            #expect(await message { try await mock.accounts.clock(of: "nobody").freeze() } != nil)
            #expect(try mock.clock.mode == .real)
        }
    }

    @Test("times are compared, moved, written and read") func times() throws {
        let time: MockTime = "2026-02-23T10:00:00Z"
        #expect(time.unixSeconds == 1_771_840_800)
        #expect("\(time)" == "2026-02-23T10:00:00Z")
        #expect(try MockTime(parsing: "2026-02-23T12:00:00.000+02:00") == time)
        #expect(time.advanced(by: .milliseconds(1_999)) == "2026-02-23T10:00:01Z")
        #expect(time.duration(to: "2026-02-24T10:00:00Z") == .seconds(86_400))
        #expect(time < time.advanced(by: .seconds(1)))
        #expect(MockTime(unixSeconds: .max).advanced(by: .seconds(1)).unixSeconds == .max)
        #expect(MockTime(unixSeconds: .min).advanced(by: .seconds(-1)).unixSeconds == .min)
        let error = #expect(throws: MockError.self) { try MockTime(parsing: "tomorrow") }
        #expect(error?.message == "The time 'tomorrow' must be a time such as 2026-02-23T10:00:00Z.")
    }
}
