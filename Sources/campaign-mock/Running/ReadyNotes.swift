import CampaignMock

/// What a user should know of a mock that answers otherwise than a bare `campaign-mock` does.
enum ReadyNotes {
    static func notes(of options: MockOptions, for mock: MockServer) -> [String] {
        var notes: [String] = []
        if options.seed != nil, !mock.isFromSeed {
            notes.append("--seed not read before a reset, because the database is not new")
        }
        if options.durability != .normal { notes.append("durability \(options.durability.rawValue)") }
        if options.strict { notes.append("strict: warnings answer 422") }
        switch options.validationMessage {
        case .documented: break
        case .summary: notes.append("a 422's message is the framework's summary")
        case .text: notes.append("a 422's message is your own")
        }
        if case .listed(let origins) = options.corsOrigins {
            notes.append("answers for pages of \(origins.joined(separator: ", ")) only")
        }
        if let moment = options.control.frozenAt {
            notes.append("clock stands still at \(MockServer.text(ofMoment: moment))")
        }
        if !options.control.obeysPrefer { notes.append("Prefer is ignored") }
        if options.control.journalEntries == 0 { notes.append("no journal") }
        if let refusal = mock.controlPlaneRefusal {
            notes.append("control plane \(refusal)")
        } else if options.control.token != nil {
            notes.append("control plane asks for its token")
        } else if mock.isReachableFromOtherMachines {
            notes.append("control plane open to other machines, without a token")
        }
        return notes
    }
}
