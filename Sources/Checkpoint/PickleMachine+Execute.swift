extension PickleMachine {
    /// Does what one opcode says.
    mutating func execute(_ opcode: PickleOpcode) throws {
        switch opcode {
        case .proto:
            let version = try cursor.byte()
            guard PickleMachine.protocols.contains(version) else {
                throw file.unsupported("its pickle has protocol \(version), known are 2 to 5")
            }
        case .frame:
            let length = try cursor.integer(UInt64.self)
            guard length <= UInt64(cursor.remaining) else {
                throw file.truncated("a frame of its pickle has \(length) bytes, \(cursor.remaining) are left")
            }
        case .stop: break
        case .mark: marks.append(stack.count)
        case .pop:
            // Python lets POP take a mark that has nothing above it.
            if let mark = marks.last, mark == stack.count { marks.removeLast() } else { _ = try pop() }
        case .popMark: _ = try popToMark()
        case .dup: stack.append(try top())
        case .none, .newTrue, .newFalse, .binInt, .binInt1, .binInt2, .long1, .long4, .binFloat:
            stack.append(try number(opcode))
        case .shortBinString, .binString, .shortBinUnicode, .binUnicode, .binUnicode8:
            stack.append(.text(file.text(try takeCounted(opcode))))
        case .shortBinBytes, .binBytes, .binBytes8, .byteArray8: stack.append(.bytes(try takeCounted(opcode)))
        case .emptyTuple: push(.tuple([]))
        case .tuple: push(.tuple(try popToMark()))
        case .tuple1: push(.tuple([try pop()]))
        case .tuple2, .tuple3:
            var items: [PickleValue] = []
            for _ in 0..<(opcode == .tuple2 ? 2 : 3) { items.append(try pop()) }
            push(.tuple(items.reversed()))
        case .emptyList, .emptySet: push(.list([]))
        case .list, .frozenSet: push(.list(try popToMark()))
        case .append: try append(CollectionOfOne(try pop()))
        case .appends, .addItems: try append(try popToMark())
        case .emptyDict: push(.dictionary([]))
        case .dict: push(.dictionary(try pairs(try popToMark())))
        case .setItem:
            let value = try pop()
            try set(try pairs([try pop(), value]))
        case .setItems: try set(try pairs(try popToMark()))
        case .binPut: try remember(UInt32(try cursor.byte()))
        case .longBinPut: try remember(try cursor.integer(UInt32.self))
        case .memoize: try remember(UInt32(clamping: memo.count))
        case .binGet: try recall(UInt32(try cursor.byte()))
        case .longBinGet: try recall(try cursor.integer(UInt32.self))
        case .global: try pushGlobal(module: try cursor.line(), name: try cursor.line())
        case .stackGlobal:
            let name = try text(try pop())
            try pushGlobal(module: try text(try pop()), name: name)
        case .binPersistentID: try pushPersistent(try pop())
        case .reduce:
            let arguments = try arguments(try pop())
            try reduce(try global(try pop()), arguments)
        case .newObject:
            let arguments = try arguments(try pop())
            push(.instance(try global(try pop()), arguments: arguments, state: .none))
        case .newObjectWithKeywords:
            _ = try pop()
            let arguments = try arguments(try pop())
            push(.instance(try global(try pop()), arguments: arguments, state: .none))
        case .build: try build(try pop())
        }
    }

    private mutating func number(_ opcode: PickleOpcode) throws -> PickleValue {
        switch opcode {
        case .newTrue: return .bool(true)
        case .newFalse: return .bool(false)
        case .binInt: return .integer(Int(try cursor.integer(Int32.self)))
        case .binInt1: return .integer(Int(try cursor.byte()))
        case .binInt2: return .integer(Int(try cursor.integer(UInt16.self)))
        case .binFloat:
            // The one big-endian number of the format.
            return .float(Double(bitPattern: try cursor.integer(UInt64.self).byteSwapped))
        case .long1: return long(try cursor.take(Int(try cursor.byte())))
        case .long4: return long(try cursor.take(Int(try cursor.integer(Int32.self))))
        default: return .none
        }
    }

    /// A little-endian two's-complement integer of any length.
    private func long(_ range: Range<Int>) -> PickleValue {
        guard range.count <= 8 else { return .longInteger(range) }
        var value = range.isEmpty || file.bytes[range.upperBound - 1] < 0x80 ? 0 : -1
        for byte in file.bytes[range].reversed() { value = value << 8 | Int(byte) }
        return .integer(value)
    }

    /// The bytes of a text or bytes opcode, after their count.
    private mutating func takeCounted(_ opcode: PickleOpcode) throws -> Range<Int> {
        switch opcode {
        case .shortBinString, .shortBinUnicode, .shortBinBytes: try cursor.take(Int(try cursor.byte()))
        case .binString: try cursor.take(Int(try cursor.integer(Int32.self)))
        case .binUnicode8, .binBytes8, .byteArray8: try cursor.take(try cursor.integer(UInt64.self))
        default: try cursor.take(Int(try cursor.integer(UInt32.self)))
        }
    }

    private func pairs(_ items: [PickleValue]) throws -> [(key: PickleValue, value: PickleValue)] {
        guard items.count.isMultiple(of: 2) else { throw malformed("has a key without a value") }
        return try stride(from: 0, to: items.count, by: 2).map { try entry(items[$0], items[$0 + 1]) }
    }

    private mutating func remember(_ index: UInt32) throws {
        memo.store(try top(), at: index)
    }

    private mutating func recall(_ index: UInt32) throws {
        guard let value = memo[index] else { throw malformed("recalls entry \(index), which it never stored,") }
        stack.append(value)
    }

    /// Adds to the list on top of the stack.
    private mutating func append(_ items: some Collection<PickleValue>) throws {
        guard case .object(let index) = try top(), objects.indices.contains(index),
            case .list(var list) = objects[index]
        else {
            // Objects of unknown classes may also be lists; what they list means nothing here.
            if case .instance = try object(try top()) { return }
            throw malformed("appends to what is no list")
        }
        // Taken out first, so that the array has one owner and grows in place.
        objects[index] = .tuple([])
        list.append(contentsOf: items)
        objects[index] = .list(list)
    }

    /// Adds to the dictionary on top of the stack.
    ///
    /// An object of an unknown class whose items are set is one.
    private mutating func set(_ pairs: [(key: PickleValue, value: PickleValue)]) throws {
        guard case .object(let index) = try top(), objects.indices.contains(index) else {
            throw malformed("sets an item of a plain value")
        }
        var entries: [(key: PickleValue, value: PickleValue)]
        switch objects[index] {
        case .dictionary(let before): entries = before
        case .instance: entries = []
        default: throw malformed("sets an item of what is no dictionary")
        }
        // Taken out first, so that the array has one owner and grows in place.
        objects[index] = .tuple([])
        entries.append(contentsOf: pairs)
        objects[index] = .dictionary(entries)
    }
}
