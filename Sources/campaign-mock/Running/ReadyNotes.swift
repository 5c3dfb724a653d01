import CampaignMock

/// Notes for the ready line about settings that change how the mock responds.
enum ReadyNotes {
    static func notes(of options: MockOptions, for mock: MockServer) -> [String] {
        var notes: [String] = []
        if let url = mock.publicURL { notes.append("public URL \(url)") }
        if options.seedFile != nil, !mock.isFromSeed {
            notes.append("--seed ignored until a reset, because the database already exists")
        }
        if options.watchesSeed { notes.append("a change of the seed file resets the mock") }
        if options.durability != .normal { notes.append("durability \(options.durability.rawValue)") }
        if options.strict { notes.append("strict: a warning is a 422") }
        switch options.validationMessage {
        case .documented: break
        case .summary: notes.append("422 message: the framework's summary")
        case .text: notes.append("422 message: from --validation-message")
        }
        if case .listed(let origins) = options.corsOrigins {
            notes.append("responses readable only by pages of \(origins.joined(separator: ", "))")
        }
        if let moment = options.control.frozenAt {
            notes.append("clock frozen at \(MockServer.text(ofMoment: moment))")
        }
        if !options.control.obeysPrefer { notes.append("Prefer is ignored") }
        if options.control.journalEntries == 0 { notes.append("no journal") }
        if let refusal = mock.controlPlaneRefusal {
            notes.append("control plane \(refusal)")
        } else if options.control.token != nil {
            notes.append("control plane requires its token")
        } else if mock.isReachableFromOtherMachines {
            notes.append("control plane open to other machines, without a token")
        }
        return notes
    }
}
