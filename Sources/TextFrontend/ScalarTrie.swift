/// A trie over Unicode scalars in flat arrays: quick to load, small, and searched where it lies.
///
/// Nodes are numbered breadth first, so the children of node `i` are `firstChild[i] ..< firstChild[i + 1]`.
/// Scripts/frontend/trie.py writes the file and describes it.
struct ScalarTrie: Sendable {
    /// Where an entry points: a place in the pool, if it has one, small numbers, and a mark.
    struct Entry: Equatable {
        /// Nil if the entry has nothing in the pool.
        var offset: Int?
        /// 1 to 255; what it means is the user's affair.
        var byte: Int
        /// What these mean is the user's affair, too; the kind is 0 to 15.
        var kind: UInt8 = 0
        var isMarked = false
    }

    /// The roots' scalars, ascending: the only ones that may lie beyond the basic plane.
    let rootScalars: [UInt32]
    /// The scalars of the other nodes.
    let labels: [UInt16]
    let firstChild: [UInt32]
    let values: [UInt32]
    /// What entries point into.
    let pool: [UInt16]

    /// The node of a one-scalar prefix.
    func root(_ scalar: Unicode.Scalar) -> Int? {
        var low = 0
        var high = rootScalars.count
        while low < high {
            let middle = (low + high) / 2
            if rootScalars[middle] < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < rootScalars.count && rootScalars[low] == scalar.value ? low : nil
    }

    /// The node that continues a prefix with one more scalar.
    func child(of node: Int, _ scalar: Unicode.Scalar) -> Int? {
        guard let label = UInt16(exactly: scalar.value) else { return nil }
        let end = Int(firstChild[node + 1])
        var low = Int(firstChild[node])
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if labels[middle - rootScalars.count] < label { low = middle + 1 } else { high = middle }
        }
        return low < end && labels[low - rootScalars.count] == label ? low : nil
    }

    /// What ends at a node; nil if the node is only the start of longer keys.
    func entry(_ node: Int) -> Entry? {
        let value = values[node]
        guard value != 0 else { return nil }
        let offset = Int(value >> 8 & 0x7_FFFF)
        return Entry(
            offset: offset == 0 ? nil : offset - 1, byte: Int(value & 0xFF), kind: UInt8(value >> 27 & 0xF),
            isMarked: value >> 31 == 1)
    }
}
