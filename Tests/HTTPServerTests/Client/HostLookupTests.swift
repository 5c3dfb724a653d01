import Base
import Dispatch
import TestSupport
import Testing

@testable import HTTPServer

@Suite("Looking up hosts") struct HostLookupTests {
    @Test("asks for each name at most once at a time, however many wait for it")
    func shared() async {
        let asked = Locked<[URIHost]>([])
        let (isAsked, mayAnswer) = (Signal(), DispatchSemaphore(value: 0))
        let lookups = HostLookups { host in
            asked.withLock { $0.append(host) }
            guard host == URIHost("slow.test") else { return .failure(.hostUnknown("other", reason: "x")) }
            isAsked.set()
            mayAnswer.wait()
            return .failure(.hostUnknown("slow", reason: "x"))
        }
        let waits = (1...50).map { _ in Promise<HostLookups.Found>() }
        for wait in waits { lookups.find(URIHost("slow.test")) { wait.keep($0) } }
        await isAsked.wait()
        // Another name does not wait for the slow one.
        let other = Promise<HostLookups.Found>()
        lookups.find(URIHost("other.test")) { other.keep($0) }
        #expect(await other.wait().isUnknown("other"))
        mayAnswer.signal()
        for wait in waits { #expect(await wait.wait().isUnknown("slow")) }
        #expect(asked.withLock { $0 } == [URIHost("slow.test"), URIHost("other.test")])
    }

    @Test("asks again when an earlier look-up has ended")
    func again() async {
        let count = Locked(0)
        let lookups = HostLookups { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return .failure(.hostUnknown("\(number)", reason: "x"))
        }
        for number in 1...3 {
            let found = Promise<HostLookups.Found>()
            lookups.find(URIHost("hooks.test")) { found.keep($0) }
            #expect(await found.wait().isUnknown("\(number)"))
        }
    }
}

extension HostLookups.Found {
    fileprivate func isUnknown(_ name: String) -> Bool {
        if case .failure(.hostUnknown(name, _)) = self { true } else { false }
    }
}
