import Foundation
import JSON
import TestSupport
import Testing

@testable import campaign_mock

@Suite("The requests of a comparison") struct ComparedRequestTests {
    private static let ids = AccountIDs(assistant: 8_842, inboundAssistant: 8_843, phoneNumber: 7, maximumCalls: 5)

    @Test("are those of the fixtures") func fixtures() throws {
        #expect(ComparedRequest.all.map(\.name) == ComparedRequest.names)
        #expect(Set(ComparedRequest.names).count == ComparedRequest.names.count)
        for request in ComparedRequest.all {
            let fixture = try Fixture(request.name)
            let advice: Comment = "\(request.name) is not the fixture. Run scripts/support/examples.py."
            #expect("\(request.fixture.method) \(request.fixture.target)" == fixture.requestLine, advice)
            #expect(request.fixture.body.replacing("\r\n", with: "\n") == fixture.body, advice)
            #expect(request.fixture.precedents == fixture.precedents, advice)
            #expect(
                request.fixture.fields.map { "\($0.name): \($0.value)" }
                    == fixture.headers.map { $0.prefix { $0 != ":" }.lowercased() + $0.drop { $0 != ":" } }, advice)
            // What a fixture is, its answer says.
            let succeeds = fixture.expected.status.hasPrefix("2")
            switch request.kind {
            case .read: #expect(succeeds && ["GET", "OPTIONS"].contains(request.fixture.method), "\(request.name)")
            case .refusal: #expect(!succeeds && fixture.precedents.isEmpty, "\(request.name)")
            case .write: #expect(succeeds || !fixture.precedents.isEmpty, "\(request.name)")
            }
            // Each goes behind those that it needs, and none behind a deletion that it does not survive.
            for precedent in fixture.precedents {
                let order = ComparedRequest.names
                let (own, other) = (order.firstIndex(of: request.name), order.firstIndex(of: precedent))
                #expect((other ?? .max) < (own ?? 0), "\(request.name)")
            }
        }
        #expect(ComparedRequest.names.suffix(2) == ["lead-deleted", "campaign-deleted"])
    }

    @Test("never start a campaign, nor name anything of the account that they did not create") func harmless() throws {
        var substitution = RequestSubstitution(ids: Self.ids)
        (substitution.campaign, substitution.lead) = (8_801, 8_802)
        for request in ComparedRequest.all {
            let fitting = substitution.fitting(request.kind)
            let (target, body) = (fitting.target(of: request.fixture), fitting.body(of: request.fixture))
            let isOfCampaign = !request.fixture.precedents.isEmpty
            if body.contains("\"start\"") {
                #expect(!isOfCampaign || body.contains("\"status\":\"start\""), "\(request.name): \(body)")
            }
            #expect(!target.contains(/campaign\/1$|leads\/1$|campaign_id=1$/), "\(request.name): \(target)")
            #expect(!body.contains(/"(assistant|campaign)_id":"?(1|9|127|128|129|999)\b/), "\(request.name): \(body)")
            #expect(!body.contains(/(assistant|campaign)_id=(1|127)\b/), "\(request.name): \(body)")
            if isOfCampaign {
                #expect(target.contains(/8801|8802|campaigns|lead/) || body.contains("8801"), "\(request.name)")
            } else if request.kind == .refusal {
                #expect(!(target + body).contains(/8842|8801|8802/), "\(request.name): \(body)")
            }
        }
    }

    @Test(
        "have the ids of the account",
        arguments: [
            (
                "created-with-a-query", "/user/campaign?assistant_id=8842&name=hidden&max_retries=2",
                #"{"name":"Spring"}"#
            ),
            ("created-with-warnings", "/user/campaign", #""assistant_id":"8842""#),
            ("created-with-every-parameter", "/user/campaign", #""phone_number_ids":[7]"#),
            ("created-with-every-parameter", "/user/campaign", #""max_calls_in_parallel":5"#),
            ("created-from-a-multipart-form", "/user/campaign", "name=\"assistant_id\"\r\n\r\n8842\r\n"),
            ("validation-of-one-field", "/user/campaign", #""assistant_id":999999999,"max_calls_in_parallel":6"#),
            ("assistant-inbound", "/user/campaign", #""assistant_id":8843"#),
            ("lead-created-by-a-form", "/user/lead", "&campaign_id=8801&"),
            ("lead-created-with-warnings", "/user/lead", #""campaign_id":"8801""#),
            ("lead-update-validation", "/user/leads/8802", #""campaign_id":999999999"#),
            ("lead-updated-by-the-short-path", "/leads/8802", "reached-max-retries"),
            ("campaign-deleted", "/user/campaign/8801", ""),
            ("campaign-deleted-but-unknown", "/user/campaign/999999999", ""),
        ])
    func substitution(_ name: String, _ target: String, _ part: String) throws {
        let request = try #require(ComparedRequest.all.first { $0.name == name })
        var substitution = RequestSubstitution(ids: Self.ids)
        (substitution.campaign, substitution.lead) = (8_801, 8_802)
        substitution = substitution.fitting(request.kind)
        #expect(substitution.target(of: request.fixture) == target)
        let body = substitution.body(of: request.fixture)
        #expect(part.isEmpty || body.contains(part), "\(body)")
    }

    @Test(
        "are chosen by names with stars",
        arguments: [
            ("user", true), ("us*", true), ("*", true), ("*er", true), ("u*r", true), ("*s*e*", true), ("use", false),
            ("*us", false), ("user*user", false), ("", false), ("u*e", false),
        ])
    func patterns(_ pattern: String, matches: Bool) {
        #expect(ComparisonPlan.matches("user", pattern) == matches)
    }

    @Test("bring those that must go before: a plan counts them among the writes") func precedents() {
        let plan = ComparisonPlan(["lead-updated"], ids: Self.ids)
        #expect(plan.sent.map(\.name) == ["lead-updated"])
        #expect(plan.writes.map(\.name) == ["created-with-defaults", "lead-created", "lead-updated"])
    }
}
