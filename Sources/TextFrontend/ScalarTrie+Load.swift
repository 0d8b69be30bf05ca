import Foundation

extension ScalarTrie {
    private static let magic = Array("VCTRIE01".utf8)

    /// Takes the arrays out of a file's bytes.
    ///
    /// - Parameter poolCount: how many entries of the pool an entry's value covers.
    /// - Throws: `TextError.damagedResource` if the bytes are not such a file, whole and consistent.
    init(_ data: Data, name: String, poolCount: (Entry, _ depth: Int) -> Int) throws {
        var reader = Reader(data: data, name: name)
        guard Array(data.prefix(8)) == Self.magic else { throw reader.damaged("it does not start with VCTRIE01") }
        reader.position = 8
        let header: [UInt32] = try reader.array(4)
        let (roots, nodes) = (Int(header[0]), Int(header[1]))
        guard roots <= nodes else { throw reader.damaged("it has more roots than nodes") }
        rootScalars = try reader.array(roots)
        firstChild = try reader.array(nodes + 1)
        values = try reader.array(nodes)
        labels = try reader.array(nodes - roots)
        pool = try reader.array(Int(header[2]))
        guard reader.position == data.count else { throw reader.damaged("bytes follow its end") }
        guard isConsistent(poolCount: poolCount) else { throw reader.damaged("its nodes contradict each other") }
    }

    /// Whether no index leads out of an array, so that searching needs no checks.
    private func isConsistent(poolCount: (Entry, _ depth: Int) -> Int) -> Bool {
        guard firstChild.first.map(Int.init) == rootScalars.count, firstChild.last.map(Int.init) == values.count else {
            return false
        }
        var depth = 1
        var endOfDepth = rootScalars.count
        for node in values.indices {
            if node == endOfDepth {
                depth += 1
                endOfDepth = Int(firstChild[node])
            }
            guard firstChild[node] <= firstChild[node + 1], firstChild[node] > node else { return false }
            guard let entry = entry(node), let offset = entry.offset else { continue }
            guard offset + poolCount(entry, depth) <= pool.count else { return false }
        }
        return true
    }
}

/// Takes little-endian arrays out of bytes, one after the other.
private struct Reader {
    let data: Data
    let name: String
    var position = 0

    mutating func array<Element: FixedWidthInteger>(_ count: Int) throws -> [Element] {
        let size = MemoryLayout<Element>.stride
        guard count >= 0, count <= (data.count - position) / size else { throw damaged("it ends early") }
        let bytes = data.dropFirst(position).prefix(count * size)
        position += count * size
        let array = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            initialized = count
        }
        // The file is little-endian, as are the machines this runs on; the check costs nothing there.
        return Element(littleEndian: 1) == 1 ? array : array.map(Element.init(littleEndian:))
    }

    func damaged(_ reason: String) -> TextError { .damagedResource(name: name, reason: reason) }
}
