import CampaignMock
import Dispatch
import Foundation
import TestSupport
import Testing

@Suite("Deleting a campaign or a lead (calling.md §4)") struct DeletedCallTests {
    @Test(
        "takes away the webhooks of its calls that were not sent yet", arguments: ["/user/campaign/1", "/user/leads/2"])
    func unsentWebhooks(_ path: String) async throws {
        let (isOpen, mayAnswer) = (Signal(), DispatchSemaphore(value: 0))
        let receiver = try Receiver { connection in
            connection.readRequest()
            isOpen.set()
            mayAnswer.wait()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            mayAnswer.signal()
        }
        var options = MockOptions()
        options.control.frozenAt = 1_771_840_800
        try await withMock(options) { mock in
            func ask(_ method: String, _ target: String, _ body: String = "") async throws -> RawResponse {
                try await MockRequest(method: method, target: target, body: body).send(to: mock)
            }
            func expectDone(_ method: String, _ target: String, _ body: String = "") async throws {
                let response = try await ask(method, target, body)
                #expect((200...201).contains(response.status), "\(method) \(target): \(response.text)")
            }
            try await expectDone(
                "POST", "/api/user/assistants/enable-webhook",
                #"{"assistant_id":129,"webhook_url":"http://127.0.0.1:\#(receiver.port)/"}"#)
            try await expectDone("POST", "/api/user/campaign", #"{"name":"Spring","assistant_id":129}"#)
            for number in 1...3 {
                try await expectDone(
                    "POST", "/api/user/lead", #"{"campaign_id":1,"phone_number":"+1555010010\#(number)"}"#)
            }
            try await expectDone(
                "POST", "/api/user/campaigns/update-status", #"{"campaign_id":1,"action":"start"}"#)
            try await expectDone("PUT", "/_mock/clock", #"{"advance":"2h"}"#)
            await isOpen.wait()
            try await expectDone("DELETE", "/api" + path)
            mayAnswer.signal()
            let isLead = path.contains("lead")
            let sent = isLead ? 2 : 1
            let wait = try await ask(
                "POST", "/_mock/webhooks/wait", #"{"count":\#(sent),"timeout_ms":60000}"#)
            #expect(wait.status == 200, "\(wait.text)")
            let list = try await ask("GET", "/_mock/webhooks", "")
            #expect(list.text.contains(#""total":\#(sent)"#), "\(list.text)")
            #expect(receiver.received.count == sent)
        }
    }
}
