/// Puts together the names of tensors in nested tables, within bounds.
///
/// Tables can share tables, so that a small file could name very many tensors, and a table can contain itself.
struct TensorNaming {
    private let file: MappedFile
    /// Bytes of memory that names and visits may still take.
    private var budget = 16_000_000

    init(_ file: MappedFile) { self.file = file }

    /// Charges for looking at `visits` entries and for keeping `bytes`.
    mutating func charge(visits: Int, bytes: Int = 0) throws {
        budget -= 64 * visits + bytes
        guard budget >= 0 else { throw file.unsupported("it names more tensors than any model has") }
    }

    /// Allows a table that lies in `depth` others.
    func enter(depth: Int) throws {
        // Deeper than any network is nested, and the end of a module that contains itself.
        guard depth < 64 else { throw file.corrupted("its modules are nested more than 64 deep") }
    }

    /// A key as a part of a name, or `nil` if it can be none.
    func key(_ key: PickleValue, after prefix: String) throws -> String? {
        let name: String
        switch key {
        case .text(let text): name = text
        case .integer(let index): name = "\(index)"
        default: return nil
        }
        guard prefix.utf8.count + name.utf8.count <= 1024 else {
            throw file.corrupted("the name of a tensor has more than 1024 bytes")
        }
        return name
    }
}
