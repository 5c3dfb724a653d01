internal import GRDB

/// The conditions of a ``CallRowFilter`` in SQL, without its page. `calls` and `accounts` must be joined.
struct CallConditions {
    private var conditions = [CallTable.hasCampaign]
    private var values: [Value] = []

    private enum Value {
        case text(String)
        case integer(Int64)
    }

    init(_ filter: CallRowFilter) {
        add("accounts.name = ?", filter.account.map(Value.text))
        add("calls.status = ?", (filter.status?.rawValue).map(Value.text))
        add("calls.outcome = ?", (filter.outcome?.rawValue).map(Value.text))
        add("calls.campaign_id = ?", filter.campaignID.map(Value.integer))
        add("calls.lead_id = ?", filter.leadID.map(Value.integer))
        add("calls.began_at >= ?", filter.beganFrom.map(Value.integer))
        add("calls.began_at < ?", filter.beganBefore.map(Value.integer))
    }

    private mutating func add(_ condition: String, _ value: Value?) {
        guard let value else { return }
        conditions.append(condition)
        values.append(value)
    }

    /// What stands behind `WHERE`.
    var text: String { conditions.joined(separator: " AND ") }

    func bind(to row: inout RowBinding) {
        for value in values {
            switch value {
            case .text(let text): row.add(text)
            case .integer(let integer): row.add(integer)
            }
        }
    }
}
