import CampaignStore
import MockControl

/// Runs a call of the control plane, and throws its refusal as a ``MockError``.
func steering<Value>(_ call: () throws(ControlRefusal) -> Value) throws(MockError) -> Value {
    do throws(ControlRefusal) {
        return try call()
    } catch {
        throw MockError(error.message)
    }
}

/// Runs a call of the control plane, and throws its refusal as a ``MockError``.
func steering<Value>(_ call: () async throws(ControlRefusal) -> Value) async throws(MockError) -> Value {
    do throws(ControlRefusal) {
        return try await call()
    } catch {
        throw MockError(error.message)
    }
}

/// Reads from the store, and throws its failure as a ``MockError``.
func reading<Value>(_ work: () async throws(StorageFailure) -> Value) async throws(MockError) -> Value {
    do throws(StorageFailure) {
        return try await work()
    } catch {
        throw MockError("The mock's database cannot be read: \(error.message).")
    }
}
