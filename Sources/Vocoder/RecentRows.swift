import Tensor

/// The latest rows of a signal that is made row by row.
final class RecentRows {
    private let memory: AlignedMemory<Float>
    private let width: Int
    private let capacity: Int
    private var numbers: [Int?]
    private var isInside: [Bool]

    init(width: Int, capacity: Int) {
        (self.width, self.capacity) = (width, capacity)
        memory = AlignedMemory([capacity * width])
        numbers = Array(repeating: nil, count: capacity)
        isInside = Array(repeating: false, count: capacity)
    }

    private func slot(_ row: Int) -> Int { (row % capacity + capacity) % capacity }

    func holds(_ row: Int) -> Bool { numbers[slot(row)] == row }

    /// Where a new row is written.
    func take(_ row: Int) -> UnsafeMutablePointer<Float> {
        numbers[slot(row)] = row
        isInside[slot(row)] = true
        return memory.parts[0] + slot(row) * width
    }

    /// Remembers that a row lies beyond the ends, where all is zero.
    func leave(_ row: Int) {
        numbers[slot(row)] = row
        isInside[slot(row)] = false
    }

    /// A row's values; none beyond the ends.
    func values(_ row: Int) -> UnsafePointer<Float>? {
        precondition(holds(row), "row \(row) is used before it is made")
        return isInside[slot(row)] ? UnsafePointer(memory.parts[0] + slot(row) * width) : nil
    }
}
