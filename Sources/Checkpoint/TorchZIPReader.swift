/// Reads what `torch.save` writes since PyTorch 1.6: a ZIP archive with a pickle `*/data.pkl` and a stored entry
/// `*/data/KEY` for each storage.
enum TorchZIPReader: CheckpointReader {
    static let format = CheckpointFormat.torchZIP

    static func recognises(_ file: MappedFile) -> Bool {
        file.holds(ZIPArchive.localSignature, at: 0)
    }

    static func read(_ file: MappedFile) throws -> CheckpointContents {
        let archive = try ZIPArchive(file)
        let pickles = archive.entries.keys.filter { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }
        guard let name = pickles.first, pickles.count == 1, let entry = try archive.verified(name) else {
            let names = archive.entries.keys.sorted().prefix(4).joined(separator: ", ")
            throw CheckpointError.notACheckpoint(
                path: file.path,
                reason: "it is a ZIP archive with \(pickles.count) entries data.pkl instead of one; it holds \(names)")
        }
        let folder = String(name.dropLast("data.pkl".count))
        guard archive.entries[folder + "constants.pkl"] == nil else {
            throw file.unsupported("it is a TorchScript archive; save the module's state_dict() with torch.save")
        }
        if let order = try archive.verified(folder + "byteorder"), file.text(order.bytes) != "little" {
            throw file.unsupported("its byte order is \(file.text(order.bytes)), known is little")
        }
        let pickle = try PickleMachine.read(file, entry.bytes)
        var contents = CheckpointContents(tensors: [:])
        for (name, tensor) in try StateDictionary.tensors(in: pickle, of: file) {
            contents.tensors[name] = try record(name, tensor, folder: folder, archive)
        }
        return contents
    }

    private static func record(
        _ name: String, _ tensor: PickleTensor, folder: String, _ archive: ZIPArchive
    ) throws -> TensorRecord {
        let (file, storage) = (archive.file, tensor.storage)
        guard let entry = try archive.stored("\(folder)data/\(storage.key)") else {
            throw file.corrupted("the storage \(storage.key) of the tensor \(name) is not in the archive")
        }
        guard storage.count >= 0, storage.count <= entry.bytes.count / storage.type.size else {
            throw CheckpointError.tensorOutOfBounds(
                name: name, path: file.path,
                reason: "its storage should have \(storage.count) elements of type \(storage.type.rawValue), "
                    + "its entry has \(entry.bytes.count) bytes")
        }
        let (start, overflow) = tensor.offset.addingReportingOverflow(storage.start)
        return try TensorRecord(
            name: name, shape: tensor.shape, strides: tensor.strides, offset: overflow ? -1 : start,
            storage: StorageRecord(
                bytes: entry.bytes, type: storage.type, count: storage.count, checksum: entry.checksum),
            file: file)
    }
}
