/// The container that a checkpoint was read from.
public enum CheckpointFormat: String, Sendable, CaseIterable {
    /// `torch.save` since PyTorch 1.6: a ZIP archive of a pickle and one record per storage.
    case torchZIP = "PyTorch ZIP"
    /// `torch.jit.save`: a ZIP archive as above with the code of the modules, which is not read.
    case torchScript = "TorchScript"
    /// `torch.save` before PyTorch 1.6: five pickles and then the storages, without checksums.
    case torchLegacy = "PyTorch legacy"
    /// Hugging Face's safetensors: a JSON header and then the elements.
    case safeTensors = "safetensors"
    /// `pickle.dump` of a dictionary of NumPy arrays.
    case numPyPickle = "NumPy pickle"
}

/// What a reader finds in a file: where each named tensor lies.
struct CheckpointContents {
    /// Where the tensors lie: the file that was opened, or the one packed inside it.
    var file: MappedFile
    var format: CheckpointFormat
    var tensors: [String: TensorRecord] = [:]
    var metadata: [String: String] = [:]
}

/// One container format, or several that begin alike.
///
/// A new one is a type of its own and an entry in ``CheckpointFormat/readers``.
protocol CheckpointReader {
    /// Whether the first bytes are this format's; says nothing about the rest.
    static func recognises(_ file: MappedFile) -> Bool
    /// Lists the tensors and checks where each one lies; their elements are not touched.
    static func read(_ file: MappedFile) throws -> CheckpointContents
}

extension CheckpointFormat {
    /// The first that recognises a file reads it: a pickle is NumPy's if it is not PyTorch's.
    static var readers: [any CheckpointReader.Type] {
        [ZIPReader.self, TorchLegacyReader.self, SafeTensors.self, NumPyPickleReader.self]
    }

    /// Lists the tensors of a file in any format that is known.
    static func read(_ file: MappedFile) throws -> CheckpointContents {
        guard let reader = readers.first(where: { $0.recognises(file) }) else { throw Checkpoint.unrecognised(file) }
        return try reader.read(file)
    }
}
