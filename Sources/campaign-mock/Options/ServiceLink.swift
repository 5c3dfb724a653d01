/// Variables that a container platform sets for a service of this program's name: Kubernetes does for each service of a
/// namespace (`CAMPAIGN_MOCK_PORT=tcp://10.0.0.11:7357`, `CAMPAIGN_MOCK_SERVICE_HOST=10.0.0.11`), and Docker's links do.
enum ServiceLink {
    /// Whether a variable is a link, and so never a setting.
    static func isOne(_ variable: String, _ value: String) -> Bool {
        variable.wholeMatch(of: /CAMPAIGN_MOCK_(.+_)?SERVICE_(HOST|PORT(_.+)?)/) != nil
            || variable.wholeMatch(of: /CAMPAIGN_MOCK_(.+_)?PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/) != nil
            || variable.hasSuffix("_PORT") && value.prefixMatch(of: /(tcp|udp|sctp):\/\//) != nil
    }
}
