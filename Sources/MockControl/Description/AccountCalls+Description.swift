import CampaignStore
import JSON
import OpenAPI

// Accounts.
extension CallDescription {
    static var accounts: CallDescription {
        CallDescription(
            "listAccounts", .accounts, "Lists the accounts in the order in which they were made.", usesStore: true,
            answers: [AnswerDescription(200, "The accounts.", .object(["accounts": .array(of: .reference("Account"))]))]
        )
    }

    static var newAccount: CallDescription {
        CallDescription(
            "createAccount", .accounts,
            """
            Makes an account for one test: a copy of the seed's `demo`, or of its first account, with a random name and key. \
            The body's members replace the copy's (RFC 7396).
            """,
            document: .reference("AccountChange"), usesStore: true,
            answers: [
                AnswerDescription(201, "The account.", .reference("Account")),
                AnswerDescription(409, "The name or a key is taken.", .reference("Message")),
            ])
    }

    static var account: CallDescription {
        CallDescription(
            "readAccount", .accounts, "Reads one account.", parameters: [name], usesStore: true,
            answers: [AnswerDescription(200, "The account.", .reference("Account")), .absent("account")])
    }

    static var accountChange: CallDescription {
        CallDescription(
            "changeAccount", .accounts,
            """
            Changes an account by a JSON merge patch (RFC 7396): null removes a member, lists are replaced. Its campaigns \
            stay.
            """,
            parameters: [name], document: .reference("AccountChange"), usesStore: true,
            answers: [
                AnswerDescription(200, "The account after the change.", .reference("Account")), .absent("account"),
                AnswerDescription(409, "The new name or a key is taken.", .reference("Message")),
            ])
    }

    static var accountRemoval: CallDescription {
        CallDescription(
            "deleteAccount", .accounts, "Removes an account with its campaigns and leads.", parameters: [name],
            usesStore: true,
            answers: [AnswerDescription(200, "It was removed.", .reference("Deleted")), .absent("account")])
    }

    static var accountReset: CallDescription {
        CallDescription(
            "resetAccount", .accounts,
            """
            Removes the account's campaigns, leads, calls, outcomes, faults, requests, clock and counted rate, and sets its definition back \
            to the one with which it was made. Ids go on.
            """,
            parameters: [name], usesStore: true,
            answers: [
                AnswerDescription(200, "The account after the reset.", .reference("Account")), .absent("account"),
                AnswerDescription(
                    409, "The name or a key with which the account was made belongs to another account now.",
                    .reference("Message")),
            ])
    }

    static var accountClock: CallDescription {
        CallDescription(
            "readAccountClock", .clock, "Reads the clock that an account follows.", parameters: [name],
            answers: [AnswerDescription(200, "The clock.", .reference("AccountClock")), .absent("account")])
    }

    static var accountClockChange: CallDescription {
        CallDescription(
            "changeAccountClock", .clock,
            "Gives an account a clock of its own, or changes the one that it has. " + clockChangeText,
            parameters: [name],
            members: clockMembers, needsBody: true, usesStore: true,
            answers: [
                AnswerDescription(200, "The clock after the change.", .reference("ChangedAccountClock")),
                .absent("account"),
            ])
    }

    static var accountClockRemoval: CallDescription {
        CallDescription(
            "removeAccountClock", .clock, "Lets an account follow the mock's clock again.", parameters: [name],
            usesStore: true,
            answers: [AnswerDescription(200, "The clock.", .reference("AccountClock")), .absent("account")])
    }

    static var outcomes: CallDescription {
        CallDescription(
            "readOutcomes", .accounts, "Reads what is set for the calls of an account.", parameters: [name],
            answers: [AnswerDescription(200, "The outcomes.", .array(of: .reference("Outcome"))), .absent("account")])
    }

    static var outcomeChange: CallDescription {
        CallDescription(
            "changeOutcomes", .accounts,
            """
            Sets what comes of the calls of an account that begin from now on. The first that matches decides. Where none \
            matches, the called number does, if it is a test number; otherwise the call is completed.
            """,
            parameters: [name], document: .array(of: .reference("OutcomeDocument")), needsBody: true, usesStore: true,
            answers: [
                AnswerDescription(200, "The outcomes after the change.", .array(of: .reference("Outcome"))),
                .absent("account"),
            ])
    }

    static var outcomeRemoval: CallDescription {
        CallDescription(
            "removeOutcomes", .accounts, "Forgets what is set for the calls of an account.", parameters: [name],
            usesStore: true,
            answers: [AnswerDescription(200, "How many were set.", .reference("Deleted")), .absent("account")])
    }

    private static let name = Parameter(
        "name", in: .path, .string(minimumLength: 1, maximumLength: 255), "The name of the account.", example: "demo")
}
