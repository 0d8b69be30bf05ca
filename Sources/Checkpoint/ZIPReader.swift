/// Reads ZIP archives: what `torch.save` and `torch.jit.save` write, or one checkpoint packed into another archive.
enum ZIPReader: CheckpointReader {
    static func recognises(_ file: MappedFile) -> Bool {
        file.holds(ZIPArchive.localSignature, at: 0)
    }

    static func read(_ file: MappedFile) throws -> CheckpointContents {
        let archive = try ZIPArchive(file)
        let pickles = archive.entries.keys.filter { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }
        guard pickles.count <= 1 else {
            throw CheckpointError.notACheckpoint(
                path: file.path,
                reason: "it is a ZIP archive with \(pickles.count) entries data.pkl instead of one; it holds "
                    + archive.someNames())
        }
        if let pickle = pickles.first {
            return try TorchArchive(archive, folder: String(pickle.dropLast("data.pkl".count))).contents()
        }
        return try CheckpointFormat.read(try packedCheckpoint(in: archive))
    }

    /// The one checkpoint inside an archive that is none itself, as DJL and many a website pack them.
    private static func packedCheckpoint(in archive: ZIPArchive) throws -> MappedFile {
        let file = archive.file
        let names = archive.entries.keys.filter(isCheckpoint).sorted()
        guard let name = names.first else {
            if archive.entries.keys.contains(where: { $0.hasSuffix("constants.pkl") || $0.hasSuffix("model.json") }) {
                throw file.unsupported(
                    "it is a TorchScript archive without data.pkl: cut down, or written by PyTorch before 1.4; "
                        + "load it with a newer PyTorch and save it again")
            }
            throw CheckpointError.notACheckpoint(
                path: file.path,
                reason: "it is a ZIP archive with neither a data.pkl nor a .pt file inside; it holds "
                    + archive.someNames())
        }
        guard names.count == 1 else {
            throw CheckpointError.notACheckpoint(
                path: file.path,
                reason: "it is a ZIP archive with \(names.count) checkpoints inside (\(ZIPArchive.list(names))), where "
                    + "one is expected; unpack the one that you mean")
        }
        guard !file.isPart else {
            throw file.unsupported(
                "it is a ZIP archive in a ZIP archive and holds yet another file, \(name); unpack it once")
        }
        return try archive.unpacked(name)
    }

    /// Whether an entry goes by the name of a checkpoint, and is no folder and none of the Finder's notes about files.
    private static func isCheckpoint(_ name: String) -> Bool {
        let file = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let lowered = file.lowercased()
        return (lowered.hasSuffix(".pt") || lowered.hasSuffix(".pth")) && !file.hasPrefix("._")
    }
}

extension ZIPArchive {
    /// A few names of entries, for a message.
    fileprivate func someNames() -> String { entries.isEmpty ? "nothing" : Self.list(entries.keys.sorted()) }

    fileprivate static func list(_ names: [String]) -> String {
        names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    }
}
