import Base
import CampaignAPI
import HTTPServer
import HTTPTypes

/// A JSON document about the mock, written when it is asked for.
///
/// It names the server by the host of the request, unless the mock has a public URL. So the last one written is kept for
/// one host.
final class ServedDocument: Sendable {
    /// - Parameter baseURL: such as `http://127.0.0.1:7357`.
    typealias Write = @Sendable (_ baseURL: String) -> [UInt8]

    private struct Copy: Sendable {
        let baseURL: String
        let content: TaggedContent
    }

    private let write: Write
    private let latest = Locked<Copy?>(nil)

    init(_ write: @escaping Write) {
        self.write = write
    }

    /// Returns the document, or 304 if the client has it already.
    func response(to request: Request, _ options: CampaignOptions) -> Response {
        content(for: options.baseURL(for: request)).response(to: request)
    }

    private func content(for baseURL: String) -> TaggedContent {
        latest.withLock { latest in
            if let latest, latest.baseURL == baseURL { return latest.content }
            let content = TaggedContent(write(baseURL), mediaType: "application/json")
            latest = Copy(baseURL: baseURL, content: content)
            return content
        }
    }
}

extension ControlPlane {
    /// Returns the answer of a call that serves a document.
    ///
    /// - Parameter write: makes the document for a base URL. It is called when the document is asked for.
    func serving(_ write: @escaping ServedDocument.Write) -> ControlCall.Answering {
        let document = ServedDocument(write)
        return { [options] in document.response(to: $0, options.api) }
    }
}
