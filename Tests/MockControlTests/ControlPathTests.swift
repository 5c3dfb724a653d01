import HTTPServer
import MockControl
import Testing

@Suite("The control plane's path") struct ControlPathTests {
    @Test(
        "is recognised in decoded form",
        arguments: [
            ("/_mock", true), ("/_mock/", true), ("/_mock/reset", true), ("/%5Fmock/reset", true),
            ("/%5f%6Dock", true), ("/_mockery", false), ("/_moc", false), ("/%255Fmock", false), ("/a/_mock", false),
            ("//_mock", false), ("/_mock%2Freset", false), ("*", false), ("/", false),
        ])
    func controlPath(_ path: String, _ isControl: Bool) {
        #expect(RequestPath(path, .mock).isExact == isControl)
    }
}
