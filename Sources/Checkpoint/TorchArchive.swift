/// What `torch.save` has written since PyTorch 1.6, and `torch.jit.save` since 1.4: a ZIP archive with a pickle
/// `*/data.pkl` and a stored entry `*/data/KEY` for each storage.
///
/// A TorchScript archive has `*/constants.pkl` and `*/code/` besides, which hold what its functions need. They are not
/// read: the parameters and buffers of its modules are in `data.pkl`. Source: torch/csrc/jit/serialization.
struct TorchArchive {
    private let archive: ZIPArchive
    /// Where everything lies, with a slash at its end, or empty.
    private let folder: String

    init(_ archive: ZIPArchive, folder: String) {
        (self.archive, self.folder) = (archive, folder)
    }

    private var isTorchScript: Bool {
        archive.entries[folder + "constants.pkl"] != nil
            || archive.entries.keys.contains { $0.hasPrefix(folder + "code/") }
    }

    func contents() throws -> CheckpointContents {
        let file = archive.file
        guard let entry = try archive.verified(folder + "data.pkl") else { throw file.corrupted("data.pkl is gone") }
        if let order = try archive.verified(folder + "byteorder"), file.text(order.bytes) != "little" {
            throw file.unsupported("its byte order is \(file.text(order.bytes)), known is little")
        }
        let pickle = try PickleMachine.read(file, entry.bytes)
        var contents = CheckpointContents(file: file, format: isTorchScript ? .torchScript : .torchZIP)
        for (name, tensor) in try tensors(in: pickle) {
            contents.tensors[name] = try record(name, tensor)
        }
        return contents
    }

    private func tensors(in pickle: Pickle) throws -> [String: PickleTensor] {
        guard isTorchScript else { return try StateDictionary.tensors(in: pickle, of: archive.file) }
        do {
            return try StateDictionary.tensors(in: pickle, of: archive.file, modules: .attributes)
        } catch CheckpointError.notACheckpoint(let path, let reason) {
            let isQuantised = pickle.objects.contains {
                if case .tensor(let tensor) = $0 { !tensor.storage.type.isConvertible } else { false }
            }
            if isQuantised {
                throw archive.file.unsupported("its weights are quantised; save the module before it is quantised")
            }
            if archive.entries[folder + "constants/0"] != nil {
                throw archive.file.unsupported(
                    "its weights are constants without names, which torch.jit.freeze makes of them; save the module "
                        + "before it is frozen")
            }
            throw CheckpointError.notACheckpoint(path: path, reason: reason)
        }
    }

    private func record(_ name: String, _ tensor: PickleTensor) throws -> TensorRecord {
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
        return try TensorRecord(
            name: name, tensor,
            storage: StorageRecord(
                bytes: entry.bytes, type: storage.type, count: storage.count, checksum: entry.checksum),
            file: file)
    }
}
