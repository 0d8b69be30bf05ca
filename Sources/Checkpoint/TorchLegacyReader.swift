/// Reads what `torch.save` wrote before PyTorch 1.6.
///
/// That is five pickles (a magic number, the protocol version, the writer's system, the object, the list of storage
/// keys), then for each key the element count as 64 bits and the elements. There are no checksums, and storages are
/// aligned to nothing.
enum TorchLegacyReader: CheckpointReader {
    /// 0x1950a86a20f9469cfc6c as the payload of a pickled integer.
    private static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]

    static func recognises(_ file: MappedFile) -> Bool {
        // PROTO, its version, LONG1, the length 10; from protocol 4 on a FRAME of nine bytes comes before the number.
        let number = file.holds([0x95], at: 2) ? 11 : 2
        return file.holds([0x80], at: 0) && file.holds([0x8A, 10] + magic + [0x2E], at: number)
    }

    static func read(_ file: MappedFile) throws -> CheckpointContents {
        var end = 0
        func next() throws -> Pickle {
            let pickle = try PickleMachine.read(file, end..<file.count)
            end = pickle.end
            return pickle
        }
        _ = try next()
        guard case .integer(1001) = try next().root else {
            throw file.unsupported("its PyTorch file format is not version 1001")
        }
        let system = try next()
        if case .bool(false)? = system.value("little_endian", in: system.root) {
            throw file.unsupported("its byte order is big, known is little")
        }
        let object = try next()
        let keys = try next()
        let tensors = try StateDictionary.tensors(in: object, of: file)
        let storages = try storages(keys, object, from: end, file)
        var contents = CheckpointContents(file: file, format: .torchLegacy)
        for (name, tensor) in tensors {
            guard let storage = storages[tensor.storage.key] else {
                throw file.corrupted("the storage \(tensor.storage.key) of the tensor \(name) is not in the file")
            }
            contents.tensors[name] = try TensorRecord(name: name, tensor, storage: storage, file: file)
        }
        return contents
    }

    /// Where each storage lies; the object's pickle says of which type it is.
    private static func storages(
        _ keys: Pickle, _ object: Pickle, from start: Int, _ file: MappedFile
    ) throws -> [String: StorageRecord] {
        var types: [String: ElementType] = [:]
        for case .storage(let storage) in object.objects {
            if let known = types.updateValue(storage.type, forKey: storage.key), known != storage.type {
                throw file.corrupted("its storage \(storage.key) has two element types")
            }
        }
        guard let listed = keys.items(keys.root) else { throw file.corrupted("its list of storages is missing") }
        var cursor = try ByteCursor(file, start..<file.count, of: "the list of storages")
        var result: [String: StorageRecord] = [:]
        for case .text(let key) in listed {
            guard let type = types[key] else { throw file.corrupted("its storage \(key) belongs to no tensor") }
            let count = try cursor.integer(Int64.self)
            let (size, overflow) = Int(count).multipliedReportingOverflow(by: type.size)
            guard count >= 0, !overflow else { throw file.corrupted("its storage \(key) has \(count) elements") }
            let bytes = try cursor.take(size)
            let storage = StorageRecord(bytes: bytes, type: type, count: Int(count))
            guard result.updateValue(storage, forKey: key) == nil else {
                throw file.corrupted("its storage \(key) is listed twice")
            }
        }
        return result
    }
}
