/// Runs a pickle, which is a program for a stack machine, without ever calling what it names.
///
/// Protocols 2 to 5, data opcodes only. The few callables that mean data (``PickleMachine/reduce(_:_:)``) are
/// understood by name; every other class becomes an inert record, and every other call is refused.
/// Each opcode costs at least a byte of the file and makes at most one object, a length is believed only when its bytes
/// are there, and work that a byte cannot pay for is charged to ``budget``.
/// Source: Python's Lib/pickletools.py.
struct PickleMachine {
    static let protocols: ClosedRange<UInt8> = 2...5

    let file: MappedFile
    var cursor: ByteCursor
    var stack: [PickleValue] = []
    /// Heights of the stack at which marks lie.
    var marks: [Int] = []
    var memo = PickleMemo()
    var objects: [PickleObject] = []
    /// Opcodes and copied items that may still be afforded; the checkpoints in use here need some fifteen thousand.
    private var budget = 1_000_000

    /// Reads the pickle that begins at the start of `range`; it may end earlier than the range does.
    static func read(_ file: MappedFile, _ range: Range<Int>) throws -> Pickle {
        var machine = PickleMachine(file: file, cursor: try ByteCursor(file, range, of: "the pickle"))
        return try machine.run()
    }

    private init(file: MappedFile, cursor: ByteCursor) {
        self.file = file
        self.cursor = cursor
    }

    private mutating func run() throws -> Pickle {
        while true {
            try charge(1)
            let offset = cursor.position
            let code = try cursor.byte()
            guard let opcode = PickleOpcode(rawValue: code) else {
                throw file.unsupported(
                    "its pickle uses opcode 0x\(String(code, radix: 16)) at offset \(offset), which is none of "
                        + "the data opcodes of protocols 2 to 5")
            }
            if opcode == .stop {
                let root = try pop()
                return Pickle(root: root, objects: objects, end: cursor.position)
            }
            try execute(opcode)
        }
    }

    mutating func charge(_ work: Int) throws {
        budget -= work
        guard budget >= 0 else { throw file.unsupported("its pickle is larger than any table of weights") }
    }

    func malformed(_ reason: String) -> CheckpointError {
        file.corrupted("its pickle \(reason) before offset \(cursor.position)")
    }

    mutating func pop() throws -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.popLast() else { throw malformed("takes too much") }
        return value
    }

    func top() throws -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.last else { throw malformed("takes too much") }
        return value
    }

    /// Takes everything above the last mark, and the mark.
    mutating func popToMark() throws -> [PickleValue] {
        guard let mark = marks.popLast() else { throw malformed("misses a mark") }
        let items = Array(stack[mark...])
        stack.removeSubrange(mark...)
        return items
    }

    mutating func push(_ object: PickleObject) {
        stack.append(.object(objects.count))
        objects.append(object)
    }

    func object(_ value: PickleValue) throws -> PickleObject {
        guard case .object(let index) = value, objects.indices.contains(index) else {
            throw malformed("uses a plain value as an object")
        }
        return objects[index]
    }

    func global(_ value: PickleValue) throws -> PickleGlobal {
        guard case .global(let global) = try object(value) else { throw malformed("names no class where it must") }
        return global
    }

    func text(_ value: PickleValue) throws -> String {
        guard case .text(let text) = value else { throw malformed("has no text where it must") }
        return text
    }

    func integer(_ value: PickleValue) throws -> Int {
        guard case .integer(let integer) = value else { throw malformed("has no integer where it must") }
        return integer
    }

    /// An entry of a dictionary.
    func entry(_ key: PickleValue, _ value: PickleValue) throws -> (key: PickleValue, value: PickleValue) {
        if case .text(let text) = key { try requireLength(of: text, what: "has a key of") }
        return (key, value)
    }

    /// Refuses names that are longer than any in use: they are compared again and again, and a file that has one can
    /// repeat it for two bytes.
    func requireLength(of names: String..., what: String) throws {
        let length = names.map(\.utf8.count).reduce(0, +)
        guard length <= 1000 else { throw malformed("\(what) \(length) bytes") }
    }

    /// The arguments of a call: a tuple, as in Python.
    ///
    /// A list could go on growing, which would copy it for each call.
    func arguments(_ value: PickleValue) throws -> [PickleValue] {
        guard case .tuple(let items) = try object(value) else { throw malformed("calls something without a tuple") }
        return items
    }

    /// The items of a tuple or a list.
    func items(_ value: PickleValue) throws -> [PickleValue] {
        switch try object(value) {
        case .tuple(let items), .list(let items): return items
        default: throw malformed("has no tuple where it must")
        }
    }
}
