/// A list whose elements keep their place, so that other elements can refer to it. Places of removed ones are used again.
struct Slots<Element: Sendable>: Sendable {
    private(set) var elements: ContiguousArray<Element> = []
    private var free: [Int32] = []

    subscript(slot: Int32) -> Element {
        _read { yield elements[Int(slot)] }
        _modify { yield &elements[Int(slot)] }
    }

    var indices: Range<Int32> { 0..<Int32(elements.count) }

    mutating func insert(_ element: Element) -> Int32 {
        if let slot = free.popLast() {
            elements[Int(slot)] = element
            return slot
        }
        elements.append(element)
        return Int32(elements.count - 1)
    }

    /// - Parameter blank: what stands in the place until it is used again.
    mutating func remove(_ slot: Int32, leaving blank: Element) {
        elements[Int(slot)] = blank
        free.append(slot)
    }
}
