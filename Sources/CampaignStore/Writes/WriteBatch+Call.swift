internal import GRDB

extension WriteBatch {
    /// Deletes a call. One that goes on is only hidden: it holds its room until its end (calling.md, §4).
    ///
    /// - Returns: `false` if the account has no such call that a client may see.
    package mutating func deleteCall(id: Int64, of account: Account) throws -> Bool {
        guard let listed = try CallSearch.call(id: id, ofAccount: account.id, from: database) else { return false }
        if listed.call.isGoingOn {
            try database.run("UPDATE calls SET hidden = 1 WHERE id = ?") { $0.add(id) }
        } else {
            try database.run("DELETE FROM calls WHERE id = ?") { $0.add(id) }
            // The row no longer shows that the id was used.
            try contents.calls.storeNextID(in: database)
        }
        return true
    }

    /// Stores what the receiver of a call's webhook answered. A call that is gone stays so.
    ///
    /// - Parameter response: JSON in UTF-8.
    package mutating func setWebhookResponse(_ response: [UInt8], ofCall id: Int64) throws {
        try database.run("UPDATE calls SET webhook_response = ? WHERE id = ?") { row in
            row.add(text: response)
            row.add(id)
        }
    }

    /// Sets or takes away the webhook of an assistant.
    ///
    /// The commit supersedes the writes that were validated before, as every change of an account does.
    ///
    /// - Parameters:
    ///   - url: `nil` if the webhook is switched off. The assistant keeps its address then.
    ///   - now: the time of the change, in Unix seconds.
    /// - Returns: `false` if the account has no assistant with the id.
    package mutating func setWebhook(
        _ url: String?, ofAssistant id: Int64, of account: Account, at now: Int64
    ) throws -> Bool {
        var definition = account.definition
        guard let index = definition.assistants.firstIndex(where: { $0.id == id }) else { return false }
        var assistant = definition.assistants[index]
        assistant.isWebhookActive = url != nil
        if let url { assistant.webhookURL = url }
        guard assistant != definition.assistants[index] else { return true }
        assistant.updatedAt = now
        definition.assistants[index] = assistant
        _ = try contents.replace(account, with: definition, in: database)
        return true
    }
}
