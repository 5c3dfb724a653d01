/// Recognises the variables that a container platform sets for a service named `campaign-mock`.
///
/// Kubernetes sets them for each service of a namespace, Docker for each link:
/// `CAMPAIGN_MOCK_PORT=tcp://10.0.0.11:7357`, `CAMPAIGN_MOCK_SERVICE_HOST=10.0.0.11`.
///
/// Source: <https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables>
enum ServiceLink {
    /// Whether a variable is a service link and therefore not a setting.
    static func matches(_ variable: String, _ value: String) -> Bool {
        variable.wholeMatch(of: /CAMPAIGN_MOCK_(.+_)?SERVICE_(HOST|PORT(_.+)?)/) != nil
            || variable.wholeMatch(of: /CAMPAIGN_MOCK_(.+_)?PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/) != nil
            || variable.hasSuffix("_PORT") && value.prefixMatch(of: /(tcp|udp|sctp):\/\//) != nil
    }
}
