/// A binary heap whose least element is found at once.
struct PriorityQueue<Element: Comparable & Sendable>: Sendable {
    private var elements: ContiguousArray<Element> = []

    var first: Element? { elements.first }

    mutating func insert(_ element: Element) {
        var index = elements.count
        elements.append(element)
        // A hole moves instead of the element.
        while index > 0 {
            let parent = (index - 1) / 2
            guard element < elements[parent] else { break }
            elements[index] = elements[parent]
            index = parent
        }
        elements[index] = element
    }

    mutating func removeFirst() {
        let element = elements.removeLast()
        guard !elements.isEmpty else { return }
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < elements.count else { break }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < element else { break }
            elements[index] = elements[child]
            index = child
        }
        elements[index] = element
    }
}
