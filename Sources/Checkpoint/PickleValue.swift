/// A value of a pickle: a plain number or text, or a reference into the pickle's list of objects.
///
/// Objects refer to each other by number and not by pointer, so a file can neither make cycles that leak nor nest
/// values so deep that releasing them overflows the stack.
enum PickleValue {
    case none
    case bool(Bool)
    case integer(Int)
    /// A Python integer beyond 64 bits: its little-endian bytes in the file.
    case longInteger(Range<Int>)
    case float(Double)
    case text(String)
    /// Bytes in the file.
    case bytes(Range<Int>)
    case object(Int)
}

/// What a pickle makes, besides plain values.
enum PickleObject {
    case tuple([PickleValue])
    /// A list or a set.
    case list([PickleValue])
    /// A dict or an OrderedDict in the file's order; of equal keys the last one counts.
    case dictionary([(key: PickleValue, value: PickleValue)])
    /// A class or a function by its name.
    case global(PickleGlobal)
    /// An object of a class that the machine does not know, or what a call of it would give: never more than what the
    /// file says about it.
    case instance(PickleGlobal, arguments: [PickleValue], state: PickleValue)
    case storage(PickleStorage)
    case tensor(PickleTensor)
}

/// The Python name of a class or a function.
struct PickleGlobal: Hashable {
    var module: String
    var name: String

    var text: String { "\(module).\(name)" }
}

/// A storage as a pickle refers to it.
struct PickleStorage {
    /// The name of its record.
    var key: String
    var type: ElementType
    var count: Int
    /// The elements of the record before this storage; only legacy files have views of storages.
    var start = 0
}

/// A tensor as a pickle describes it; nothing is checked yet.
struct PickleTensor {
    var storage: PickleStorage
    var offset: Int
    var shape: [Int]
    var strides: [Int]
}

/// What one pickle holds.
struct Pickle {
    var root: PickleValue
    var objects: [PickleObject]
    /// The first byte after the pickle.
    var end: Int
}

extension Pickle {
    func object(_ value: PickleValue) -> PickleObject? {
        guard case .object(let index) = value, objects.indices.contains(index) else { return nil }
        return objects[index]
    }

    func entries(_ value: PickleValue) -> [(key: PickleValue, value: PickleValue)]? {
        guard case .dictionary(let entries)? = object(value) else { return nil }
        return entries
    }

    func items(_ value: PickleValue) -> [PickleValue]? {
        switch object(value) {
        case .list(let items)?, .tuple(let items)?: items
        default: nil
        }
    }

    /// The value of a text key; of equal keys the last one counts.
    func value(_ key: String, in dictionary: PickleValue) -> PickleValue? {
        entries(dictionary)?.last {
            if case .text(key) = $0.key { true } else { false }
        }?.value
    }
}
